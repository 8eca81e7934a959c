// SPDX-License-Identifier: EUPL-1.2
// A second practice for an account that is there already: its registration waits, its person proved at B1 or
// B2, until the owner of the address signs in with both factors.
#pragma once

#include <string>

#include "accounts/account_store.hpp"
#include "audit/audit.hpp"
#include "base/time.hpp"
#include "practices/notices.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Registration;

struct PracticesAdded {
    int added = 0;
    int refused = 0;  // nothing is linked; the services page says to call that practice
};

struct SignInCircumstances {
    Time now;
    AuditWriter& audit;
    std::string network;  // the client's address, for the audit log
    std::string site;     // an origin: addresses begin with it
};

// Whether the account with this registration's e-mail address is another person's: couples share a mailbox.
bool is_account_of_another(Transaction& transaction, Registration const& registration);

// To be called in the transaction that makes the session one of two factors, never before: a right password
// alone opens no file. Each practice that is added is told to the account by e-mail.
PracticesAdded add_waiting_practices(Transaction& transaction, Notices const& notices, Account const& account,
                                     SignInCircumstances const& sign_in);

}  // namespace voordeur
