// SPDX-License-Identifier: EUPL-1.2
// Attackers who guess passwords at E1, by the rules of accounts/throttle_rules, as fast as these let them.
// Which tries count where is that of PasswordCheck::guess_of, for browsers that the account does not know.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "passwords/sign_in_limits.hpp"

namespace voordeur {

// One account, guessed at from `networks`; each of these guesses at `other_accounts` as well.
struct AccountAttack {
    int networks = 1;
    int other_accounts = 0;
    std::chrono::hours lasts{24};
};
struct AccountGuesses {
    std::vector<Time> at;  // when each was made
    // How much of the last day an unknown browser of the patient's could get in between.
    double open_to_patient = 1;
};
AccountGuesses guess_at_account(SignInLimits const& limits, AccountAttack const& attack);

// One network that has a list of accounts as long as it likes, and never waits for a new one.
struct ListGuesses {
    std::size_t accounts = 0;
    std::size_t tries_on_last_day = 0;
};
ListGuesses guess_at_list(SignInLimits const& limits, std::chrono::days lasts);

// How long somebody in that network needs to bring it to its longest wait, with addresses made up.
std::chrono::seconds time_to_longest_wait(SignInLimits const& limits);

}  // namespace voordeur
