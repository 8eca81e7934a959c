// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;

struct Practice {
    Id<Practice> id;
    std::string slug = {};
    std::string name = {};
    std::string phone = {};  // as the practice writes it; may be empty
    std::string email = {};  // may be empty
    bool letter_required = false;
    std::optional<Time> no_sms_since = {};  // accounts made since then are offered no SMS
    bool names_in_log = false;              // patients read who did something for it by name, not by function
};

std::optional<Practice> find_practice(Transaction& transaction, Id<Practice> const& id);
std::optional<Practice> find_practice_by_slug(Transaction& transaction, std::string const& slug);
std::vector<Practice> all_practices(Transaction& transaction);
// Where the account is a patient, in the order in which they were linked.
std::vector<Practice> practices_of_account(Transaction& transaction, Id<Account> const& account_id);
// In whose name something is written to the account: the first of these, or of no account any; nullopt:
// there is none. It takes as long for either.
std::optional<Practice> practice_to_write_for(Transaction& transaction, Id<Account> const& account_id);
// A practice of the account had switched SMS off before the account was made. The strictest counts: what
// the account opens, it opens at all of them.
bool is_without_sms(Transaction& transaction, Id<Account> const& account_id);
// Throws NotUnique when the slug is taken.
void add_practice(Transaction& transaction, Practice const& practice, Time now);
// Until the transaction ends nobody else changes it.
std::optional<Practice> lock_practice(Transaction& transaction, Id<Practice> const& id);
std::optional<Practice> lock_practice_by_slug(Transaction& transaction, std::string const& slug);
// All but its id and its slug, which addresses and scripts hold on to.
void change_practice(Transaction& transaction, Practice const& practice);

}  // namespace voordeur
