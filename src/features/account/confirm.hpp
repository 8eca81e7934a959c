// SPDX-License-Identifier: EUPL-1.2
// What is missing before a change: the password, then a code. It is good for this change and for no other.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_confirm(App const& app, PatientVisitor const& visitor);
Response submit_confirm_password(App const& app, PatientVisitor const& visitor);
// Begins to ask for a code, of the way that was chosen.
Response submit_confirm_way(App const& app, PatientVisitor const& visitor);
Response submit_confirm_code(App const& app, PatientVisitor const& visitor);
// What a passkey is asked, as JSON.
Response submit_confirm_question(App const& app, PatientVisitor const& visitor);
Response submit_confirm_code_again(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
