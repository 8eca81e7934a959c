// SPDX-License-Identifier: EUPL-1.2
// The table `factor`: what an account is asked for beside its password.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/sealer.hpp"
#include "factors/challenge_rules.hpp"
#include "factors/factor_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;

struct Factor {
    Id<Factor> id;
    Id<Account> account_id;
    FactorFacts facts;
    std::string sealed_secret;  // what only its kind understands: a telephone
    std::string lookup_key;     // equal for equal secrets, and tells nothing of them
    std::optional<Time> last_used_at = {};
    std::string stopped_by = {};  // the proof by which it was reported lost, in the words of `recovery/`
};

// Those that have not ended, oldest first.
std::vector<Factor> factors_of(Transaction& transaction, Id<Account> const& account_id);
// Those that have ended too, as long as they are kept.
std::vector<Id<Factor>> all_factor_ids_of(Transaction& transaction, Id<Account> const& account_id);
bool has_factor(Transaction& transaction, Id<Account> const& account_id);
std::optional<Factor> find_factor(Transaction& transaction, Id<Account> const& account_id, FactorKind kind);
// Throws std::runtime_error where this key ring does not open it.
std::string secret_of(Factor const& factor, Sealer const& sealer);

struct NewFactor {
    Id<Factor> id;
    Id<Account> account_id;
    FactorKind kind;
    std::string secret;
    std::string lookup_key;
};
// Throws NotUnique when the account has one of a kind of which it may have one.
void add_factor(Transaction& transaction, NewFactor const& fresh, Sealer const& sealer, Time now);
// Their ids; empty when there was none. No telephone and no passkey is kept of what has ended.
std::vector<Id<Factor>> end_factors(Transaction& transaction, Id<Account> const& account_id, Time now);

// This one is asked first, and no other.
void prefer_factor(Transaction& transaction, Id<Account> const& account_id, Id<Factor> const& factor_id);
void end_factor(Transaction& transaction, Id<Factor> const& factor_id, Time now);
// It is asked for no more, and stays the account's. True for exactly one caller.
bool stop_factor(Transaction& transaction, Id<Factor> const& factor_id, std::string_view by, Time now);
// True for exactly one caller.
bool resume_factor(Transaction& transaction, Id<Factor> const& factor_id);

std::int64_t forget_factors_ended_before(Transaction& transaction, Time when);

// A recovery's are counted apart.
void note_failed_challenge(Transaction& transaction, Id<Factor> const& factor_id, Purpose purpose, Time now);
void note_passed_challenge(Transaction& transaction, Id<Factor> const& factor_id, Purpose purpose, Time now);

}  // namespace voordeur
