// SPDX-License-Identifier: EUPL-1.2
// Challenges of the kinds that send nothing: a person looks at an app, or on paper.
#pragma once

#include <optional>
#include <string>

#include "base/random.hpp"
#include "factors/challenge_store.hpp"
#include "factors/factor_store.hpp"

namespace voordeur {

// What a challenge asks, and in which browser, so that it goes on there.
struct Asked {
    Purpose purpose = Purpose::sign_in;
    std::string browser_key;
    Time now;
};
struct AskingRooms {
    Sealer const& sealer;
    Random& random;
    std::int64_t tries;  // of a challenge
};
// Goes on with the open challenge of this browser, or makes one.
Id<Challenge> ask_silently(Transaction& transaction, AskingRooms const& rooms, Factor const& factor,
                           Asked const& asked);

// What is being set up in one browser.
struct SetUpWanted {
    Id<Account> account_id;
    std::string browser_key;
};
constexpr std::chrono::hours set_up_lasts{1};
// The open set-up of this kind, proved or not; nullopt: there is none, or it is an hour old. Its row stays
// locked.
std::optional<Challenge> lock_open_set_up(Transaction& transaction, FactorKind kind,
                                          SetUpWanted const& wanted, Time now);
// A fresh one, which seals `secret`.
struct SetUp {
    FactorKind kind;
    SetUpWanted const& wanted;
    std::string const& secret;
    Time now;
};
Challenge begin_set_up(Transaction& transaction, AskingRooms const& rooms, SetUp const& set_up);

}  // namespace voordeur
