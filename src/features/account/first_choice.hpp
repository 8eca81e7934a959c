// SPDX-License-Identifier: EUPL-1.2
// Which way is asked first.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_first_choice(App const& app, PatientVisitor const& visitor);
Response submit_first_choice(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
