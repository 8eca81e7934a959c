// SPDX-License-Identifier: EUPL-1.2
// Mijn gegevens meenemen: asked for by a press, told by mail, and then two files for five minutes, in this
// session only.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_download(App const& app, PatientVisitor const& visitor);
Response submit_download(App const& app, PatientVisitor const& visitor);
Response show_own_data_json(App const& app, PatientVisitor const& visitor);
Response show_own_data_html(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
