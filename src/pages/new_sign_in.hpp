// SPDX-License-Identifier: EUPL-1.2
// A sign-in in a browser that the account does not know is told by one mail, five minutes after it began,
// that says how it ended. Whatever signs in calls this, in its own transaction; in a browser that is known
// nothing happens.
#pragma once

#include "page_function.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;
struct Visitor;

// The password was right, and a second factor is asked.
void note_new_sign_in(Transaction& transaction, App const& app, Visitor const& visitor,
                      Account const& account);
void note_wrong_code(Transaction& transaction, App const& app, Visitor const& visitor,
                     Account const& account);
// With two factors, or one that is worth two.
void note_signed_in(Transaction& transaction, App const& app, Visitor const& visitor, Account const& account);

}  // namespace voordeur
