// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tries/throttle_rules.hpp"

namespace voordeur {

// How many wrong passwords are free before waits begin, and how long the longest wait is. What the account's
// own browsers fail at counts as `own` alone.
struct SignInLimits {
    ThrottlePolicy own{5, std::chrono::seconds(900)};       // one account from one network
    ThrottlePolicy network{20, std::chrono::seconds(900)};  // distinct accounts from one network
    ThrottlePolicy account{20, std::chrono::seconds(60)};   // one account from all unknown browsers
    int sign_ins_an_hour = 60;  // of one account from one network, with the right password

    bool operator==(SignInLimits const&) const = default;
};

}  // namespace voordeur
