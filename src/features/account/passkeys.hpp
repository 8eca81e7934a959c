// SPDX-License-Identifier: EUPL-1.2
// A passkey is added.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_account_passkeys(App const& app, PatientVisitor const& visitor);
// What the browser makes one with, as JSON.
Response submit_account_passkey_question(App const& app, PatientVisitor const& visitor);
Response submit_account_passkey(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
