// SPDX-License-Identifier: EUPL-1.2
// A passkey gets another name.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_passkey_names(App const& app, PatientVisitor const& visitor);
Response submit_passkey_name(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
