// SPDX-License-Identifier: EUPL-1.2
// F4: the password binds the telephone. F5: done.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_phone_password(App const& app, PatientVisitor const& visitor);
Response submit_phone_password(App const& app, PatientVisitor const& visitor);
// For anyone: it holds nothing of a person.
Response show_done(App const& app, Visitor const& visitor);
// The same, of an app.
Response show_done_with_app(App const& app, Visitor const& visitor);
Response show_done_with_passkey(App const& app, Visitor const& visitor);
// That never asked who it was: after the password only.
Response show_done_with_second_passkey(App const& app, Visitor const& visitor);

}  // namespace voordeur
