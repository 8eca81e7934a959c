// SPDX-License-Identifier: EUPL-1.2
// E1 with a passkey alone, and what a passkey is asked at G.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response submit_passkey_question(App const& app, Visitor const& visitor);
Response submit_passkey(App const& app, Visitor const& visitor);
// Of who has typed the password.
Response submit_code_question(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
