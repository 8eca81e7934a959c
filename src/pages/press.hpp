// SPDX-License-Identifier: EUPL-1.2
// Pressing a button twice sends the same form twice, and a browser shows what the second one is answered.
// Where the first began a session, the second gets that session and leads to where it stands: nothing is done
// again.
#pragma once

#include <optional>

#include "crypto/tokens.hpp"
#include "page_function.hpp"

namespace voordeur {

// Of the session that a press begins, from all that it sent: path and form, whose token no other page has
// (form_token). Of a press that began one before it is a new one. The caller has locked the account.
CookieToken token_of_press(Transaction& transaction, App const& app, Visitor const& visitor);

// With the cookies of the session that this same press began a moment ago; nullopt: it began none.
std::optional<Response> answer_of_first_press(App const& app, Visitor const& visitor);
// In the place of what this press is answered, where that begins no session: everything was done already.
Response or_of_first_press(App const& app, Visitor const& visitor, Response response);
// The first answer came before the second press went: its form is of the session before.
bool has_session_of_press(App const& app, Visitor const& visitor);

}  // namespace voordeur
