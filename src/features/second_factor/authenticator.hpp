// SPDX-License-Identifier: EUPL-1.2
// F2 and F4 for an app that makes codes: its QR code and first code, then the password.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_app(App const& app, PatientVisitor const& visitor);
// Begins the set-up, or goes on with it.
Response submit_app(App const& app, PatientVisitor const& visitor);
Response submit_app_code(App const& app, PatientVisitor const& visitor);
Response show_app_password(App const& app, PatientVisitor const& visitor);
Response submit_app_password(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
