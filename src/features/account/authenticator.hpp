// SPDX-License-Identifier: EUPL-1.2
// An app that makes codes: added, or put in the place of the one before.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_account_app(App const& app, PatientVisitor const& visitor);
// Begins the set-up, or goes on with it.
Response submit_account_app(App const& app, PatientVisitor const& visitor);
Response submit_account_app_code(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
