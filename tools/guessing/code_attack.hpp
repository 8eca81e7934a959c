// SPDX-License-Identifier: EUPL-1.2
// An attacker who knows the password and guesses the SMS code, by the rules of accounts/attempt_rules.
#pragma once

#include <chrono>
#include <optional>

#include "config/config.hpp"
#include "factors/attempt_rules.hpp"

namespace voordeur {

struct CodeAttack {
    int codes_an_attempt = 1;  // more SMS for the same attempt: more codes that are right
    int sms_a_day = 10;        // no more than these, though more may go
    std::optional<std::chrono::hours> patient_signs_in_every;  // which forgets the failed attempts
};
struct CodeGuesses {
    int attempts = 0;
    int sms = 0;
    double chance = 0;  // that one was right
    std::optional<std::chrono::days> worn_out_after;
};
CodeGuesses guess_codes(CodeAttack const& attack, LimitsConfig const& limits, std::chrono::days lasts);

}  // namespace voordeur
