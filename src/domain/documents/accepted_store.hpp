// SPDX-License-Identifier: EUPL-1.2
// What was accepted, as the account's owner may read it, and how long it stays.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/database.hpp"
#include "words/language.hpp"

namespace voordeur {

struct Account;

struct Accepted {
    std::string kind;  // stored_name of a DocumentKind
    Language language;
    std::string version;
    std::string text_hash;
    Time at;
};
// Oldest first.
std::vector<Accepted> acceptances_of(Transaction& transaction, Id<Account> const& account_id);
// Of accounts that were closed before.
std::int64_t forget_acceptances_of_closed(Transaction& transaction, Time closed_before);

}  // namespace voordeur
