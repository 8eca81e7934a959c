// SPDX-License-Identifier: EUPL-1.2
// A second practice for an account that is there already: its registration waits, its person proved at B1 or
// B2, until that person signs in with both factors. Several people may share the mailbox; their birth dates
// tell them apart.
#pragma once

#include <string>
#include <variant>

#include "accounts/account_store.hpp"
#include "audit/audit.hpp"
#include "base/time.hpp"
#include "practices/notices.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Registration;

struct SignInCircumstances {
    Time now;
    AuditWriter& audit;
    std::string network;  // the client's address, for the audit log
    std::string site;     // an origin: addresses begin with it
};

// Who has an account at a registration's address already.
struct NobodyThere {};
struct ItsPersonThere {  // signs in, and the practice is added
    Account account;
};
struct AnotherThere {};  // signs in with the address: this person signs in with the customer number
using WhoIsThere = std::variant<NobodyThere, ItsPersonThere, AnotherThere>;
// In a transaction that goes on to make an account, it holds until that ends.
WhoIsThere who_is_at_address_of(Transaction& transaction, Registration const& registration);

// To be called in the transaction that makes the session one of two factors, never before: a right password
// alone opens no file. Each practice that is added is told to the account by e-mail. What another person of
// that mailbox is registering is left alone, and nothing is said of it. How many were added.
int add_waiting_practices(Transaction& transaction, Notices const& notices, Account const& account,
                          SignInCircumstances const& sign_in);

}  // namespace voordeur
