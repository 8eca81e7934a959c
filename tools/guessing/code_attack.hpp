// SPDX-License-Identifier: EUPL-1.2
// An attacker who knows the password and guesses the SMS code, by the rules of factors/sms/sms_rules.
#pragma once

#include <chrono>
#include <optional>

#include "factors/factor_rules.hpp"
#include "factors/sms/sms_factor.hpp"

namespace voordeur {

struct CodeAttack {
    int codes_a_challenge = 1;  // more SMS for the same challenge: more codes that are right
    int sms_a_day = 10;         // no more than these, though more may go
    std::optional<std::chrono::hours> patient_signs_in_every;  // which forgets the failed challenges
};
struct CodeGuesses {
    int challenges = 0;
    int sms = 0;
    double chance = 0;  // that one was right
    std::optional<std::chrono::days> worn_out_after;
};
CodeGuesses guess_codes(CodeAttack const& attack, SmsSettings const& settings, std::chrono::days lasts);

}  // namespace voordeur
