// SPDX-License-Identifier: EUPL-1.2
// The table `challenge`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "crypto/sealer.hpp"
#include "factors/challenge_rules.hpp"
#include "factors/factor_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;
struct Factor;

struct Challenge {
    Id<Challenge> id;
    Purpose purpose = Purpose::bind;
    std::string kind = {};  // FactorKind::name
    Id<Account> account_id;
    std::optional<Id<Factor>> factor_id = {};  // none while it is being bound
    // Equal for one browser, over sign-ins. None while a factor is being bound: then the session says whose
    // browser it is.
    std::optional<std::string> browser_key = {};
    std::string sealed_secret = {};  // as of its factor
    std::string lookup_key = {};
    Time made_at;
    ChallengeFacts facts = {};
};

// The row stays locked until the transaction ends.
std::optional<Challenge> lock_challenge(Transaction& transaction, Id<Challenge> const& id);

// The newest of this purpose and factor in this browser that nobody has answered; locked likewise.
struct OpenChallenge {
    Purpose purpose;
    Id<Factor> factor_id;
    std::optional<std::string> browser_key;
};
std::optional<Challenge> lock_open_challenge(Transaction& transaction, OpenChallenge const& wanted, Time now);

// The newest binding of this kind in this browser that was begun since then and is not used or over; locked
// likewise.
struct OpenBinding {
    Id<Account> account_id;
    std::string_view kind;
    std::string browser_key;
};
std::optional<Challenge> lock_binding(Transaction& transaction, OpenBinding const& wanted, Time since);

// Sealed on its way in.
void add_challenge(Transaction& transaction, Challenge& challenge, std::string const& secret,
                   Sealer const& sealer);
// Throws std::runtime_error where this key ring does not open it.
std::string secret_of(Challenge const& challenge, Sealer const& sealer);

// Its answer was right. True for exactly one caller.
bool spend_challenge(Transaction& transaction, Id<Challenge> const& id, Time now);
// What it was for is done. True for exactly one caller.
bool use_challenge(Transaction& transaction, Id<Challenge> const& id, Time now);
void end_challenge(Transaction& transaction, Id<Challenge> const& id, Time now);
void end_challenges_of_factor(Transaction& transaction, Id<Factor> const& factor_id, Time now);
void end_challenges_of_account(Transaction& transaction, Id<Account> const& account_id, Time now);
// Of everybody.
void end_all_challenges(Transaction& transaction, Time now);
// With their codes; which they were.
std::vector<Id<Challenge>> forget_challenges_of(Transaction& transaction, Id<Account> const& account_id);
// With their codes.
std::int64_t forget_challenges_before(Transaction& transaction, Time when);

}  // namespace voordeur
