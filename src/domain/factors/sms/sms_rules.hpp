// SPDX-License-Identifier: EUPL-1.2
// How many SMS go, and which of the codes that were sent are right.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "factors/challenge_rules.hpp"

namespace voordeur {

constexpr std::chrono::minutes code_lifetime{10};
constexpr std::size_t newest_codes_that_hold = 3;  // SMS arrive late, and out of order

struct SmsLimits {
    std::chrono::seconds between{60};
    int an_hour = 5;
    int a_day = 10;
    int practice_a_day = 200;  // to numbers that are not bound yet
    int country_a_day = 100;   // the same, abroad: what is dialled for its price is dialled there

    bool operator==(SmsLimits const&) const = default;
};

// When SMS were asked for in the last day, newest first.
struct SmsHistory {
    std::vector<Time> of_account;
    std::vector<Time> of_phone;
    std::optional<Time> last_of_challenge;
    std::int64_t unbound_of_practice = 0;
    std::int64_t unbound_of_country = 0;
    bool phone_is_bound = false;
};

struct SmsMayGo {};
// Too soon after the last one of this challenge: a button press brings none, the page counts down.
struct SmsTooSoon {
    Time next;
};
// The hour's or the day's number is used up.
struct SmsLimitReached {
    Time next;
};
// The budget of the practice or the country is used up: an alarm for the operator, tomorrow for the patient.
struct SmsBudgetUsed {};
using SmsVerdict = std::variant<SmsMayGo, SmsTooSoon, SmsLimitReached, SmsBudgetUsed>;

SmsVerdict may_send_sms(SmsHistory const& history, SmsLimits const& limits, Time now);

// A practice may switch SMS off for new patients: whoever has one keeps it, and may change the number.
constexpr bool may_bind_sms(bool has_sms, bool is_without) {
    return has_sms || !is_without;
}

struct SentCode {
    Time made_at;
    bool is_typed_one;
};
// `codes` newest first, all that were sent in the challenge.
Match match_code(std::span<SentCode const> codes, Time now);

}  // namespace voordeur
