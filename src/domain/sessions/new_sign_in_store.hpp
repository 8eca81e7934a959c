// SPDX-License-Identifier: EUPL-1.2
// The table `new_sign_in`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accounts/account_store.hpp"
#include "crypto/tokens.hpp"
#include "sessions/new_sign_in_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct NewSignIn {
    Id<NewSignIn> id;
    Id<Account> account_id;
    NewSignInFacts facts;
};

// The last one of this account, locked until the transaction ends.
std::optional<NewSignIn> newest_new_sign_in(Transaction& transaction, Id<Account> const& account_id);
// Of those that did not succeed.
std::int64_t count_new_sign_ins_since(Transaction& transaction, Id<Account> const& account_id, Time since);
// With what happened to it by now; the token of its link stays.
void save_new_sign_in(Transaction& transaction, NewSignIn const& sign_in, LinkToken const& token);
// By the token of its link, while that works and was not used.
std::optional<NewSignIn> find_new_sign_in(Transaction& transaction, std::string const& token, Time now);
// False: it was before.
bool disown_new_sign_in(Transaction& transaction, Id<NewSignIn> const& id, Time now);
// The ids of what may still wait in the outbox.
std::vector<Id<NewSignIn>> forget_new_sign_ins_of(Transaction& transaction, Id<Account> const& account_id);
std::int64_t forget_new_sign_ins_before(Transaction& transaction, Time when);

}  // namespace voordeur
