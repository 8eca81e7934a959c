// SPDX-License-Identifier: EUPL-1.2
// An attempt is one binding of a telephone (F2 to F4), or one right password at sign-in in one browser. Its
// codes, tries and SMS are counted on it; a new SMS never gives new tries (NIST SP 800-63B-4 section 3.1.3).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "base/time.hpp"

namespace voordeur {

constexpr std::chrono::minutes code_lifetime{10};
constexpr std::size_t newest_codes_that_hold = 3;  // SMS arrive late, and out of order
// A second right password from the same browser goes on with the open attempt.
constexpr std::chrono::minutes attempt_goes_on{10};

// After ten failed attempts in a row the factor waits, a minute at first, doubling to an hour.
std::chrono::minutes factor_wait(std::int64_t failed_attempts);
// NIST SP 800-63B-4 section 3.2.2: after a hundred it must be bound anew.
constexpr bool factor_is_worn_out(std::int64_t failed_attempts) {
    return failed_attempts >= 100;
}

struct SmsLimits {
    std::chrono::seconds between{60};
    int an_hour = 5;
    int a_day = 10;
    int practice_a_day = 200;  // to numbers that are not bound yet
    int country_a_day = 100;   // the same, abroad: what is dialled for its price is dialled there
};

// When SMS were asked for in the last day, newest first.
struct SmsHistory {
    std::vector<Time> of_account;
    std::vector<Time> of_phone;
    std::optional<Time> last_of_attempt;
    std::int64_t unbound_of_practice = 0;
    std::int64_t unbound_of_country = 0;
    bool phone_is_bound = false;
};

struct SmsMayGo {};
// Too soon after the last one of this attempt: a button press brings none, the page counts down.
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

// How a typed code stands to the codes of its attempt.
enum class CodeMatch { right, expired, wrong };
struct SentCode {
    Time made_at;
    bool is_typed_one;
};
// `codes` newest first, all that were sent in the attempt.
CodeMatch match_code(std::span<SentCode const> codes, Time now);

}  // namespace voordeur
