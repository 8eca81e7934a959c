// SPDX-License-Identifier: EUPL-1.2
// The table `challenge`.
#pragma once

#include <optional>
#include <string>

#include "crypto/sealer.hpp"
#include "factors/challenge_rules.hpp"
#include "factors/factor_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Challenge {
    std::string id;
    Purpose purpose = Purpose::bind;
    std::string kind;  // FactorKind::name
    std::string account_id;
    std::optional<std::string> factor_id;  // none while it is being bound
    std::string browser_key;               // equal for one browser, over sign-ins
    std::string sealed_secret;             // as of its factor
    std::string lookup_key;
    Time made_at;
    ChallengeFacts facts;
};

// The row stays locked until the transaction ends.
std::optional<Challenge> lock_challenge(Transaction& transaction, std::string const& id);

// The newest of this purpose and factor in this browser that nobody has answered; locked likewise.
struct OpenChallenge {
    Purpose purpose;
    std::string factor_id;
    std::string browser_key;
};
std::optional<Challenge> lock_open_challenge(Transaction& transaction, OpenChallenge const& wanted, Time now);

// Sealed on its way in.
void add_challenge(Transaction& transaction, Challenge& challenge, std::string const& secret,
                   Sealer const& sealer);
// Throws std::runtime_error where this key ring does not open it.
std::string secret_of(Challenge const& challenge, Sealer const& sealer);

// Its answer was right. True for exactly one caller.
bool spend_challenge(Transaction& transaction, std::string const& id, Time now);
// What it was for is done. True for exactly one caller.
bool use_challenge(Transaction& transaction, std::string const& id, Time now);
void end_challenge(Transaction& transaction, std::string const& id, Time now);
void end_challenges_of_account(Transaction& transaction, std::string const& account_id, Time now);
// With their codes.
void forget_challenges_before(Transaction& transaction, Time when);

}  // namespace voordeur
