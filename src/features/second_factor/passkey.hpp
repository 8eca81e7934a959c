// SPDX-License-Identifier: EUPL-1.2
// F2 of a passkey: what it does, the password where it was typed long ago, and the browser's own question.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_passkey(App const& app, PatientVisitor const& visitor);
// What the browser makes one with, as JSON.
Response submit_passkey_question_here(App const& app, PatientVisitor const& visitor);
Response submit_new_passkey(App const& app, PatientVisitor const& visitor);
Response submit_passkey_password(App const& app, PatientVisitor const& visitor);

}  // namespace voordeur
