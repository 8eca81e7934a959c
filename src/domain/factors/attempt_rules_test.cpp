// SPDX-License-Identifier: EUPL-1.2
#include "factors/attempt_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Time const now = from_stored(1'800'000'000'000);

TEST(FactorWait, GrowsToAnHour) {
    struct Case {
        std::int64_t failed;
        int minutes;
    };
    for (auto const& [failed, wait] :
         {Case{0, 0}, {9, 0}, {10, 1}, {11, 2}, {13, 8}, {15, 32}, {16, 60}, {40, 60}, {99, 60}})
        EXPECT_EQ(factor_wait(failed).count(), wait) << failed;
    EXPECT_FALSE(factor_is_worn_out(99));
    EXPECT_TRUE(factor_is_worn_out(100));
}

TEST(Code, TheLastThreeOfTheAttemptHold) {
    auto const match = [](std::size_t which, Time made_at) {
        std::vector<SentCode> codes(5, {now - minutes(1), false});
        codes[which] = {made_at, true};
        return match_code(codes, now);
    };
    EXPECT_EQ(match(0, now), CodeMatch::right);
    EXPECT_EQ(match(2, now - minutes(9)), CodeMatch::right);
    EXPECT_EQ(match(3, now), CodeMatch::expired);
    EXPECT_EQ(match(0, now - code_lifetime), CodeMatch::expired);
    EXPECT_EQ(match_code(std::vector<SentCode>{{now, false}}, now), CodeMatch::wrong);
    EXPECT_EQ(match_code({}, now), CodeMatch::wrong);
}

std::vector<Time> every_minute(int count) {
    std::vector<Time> times;
    for (int i = 0; i < count; ++i) times.push_back(now - minutes(2 + i));
    return times;
}

TEST(Sms, WaitsAMinuteWithinItsAttempt) {
    SmsHistory history;
    history.last_of_attempt = now - seconds(10);
    auto const verdict = may_send_sms(history, {}, now);
    ASSERT_TRUE(std::holds_alternative<SmsTooSoon>(verdict));
    EXPECT_EQ(std::get<SmsTooSoon>(verdict).next, now + seconds(50));
    history.last_of_attempt = now - seconds(60);
    EXPECT_TRUE(std::holds_alternative<SmsMayGo>(may_send_sms(history, {}, now)));
}

TEST(Sms, WaitsForOneOfARequestThatBeganLaterAndNotForAClockThatWasSetBack) {
    SmsHistory history;
    history.last_of_attempt = now + seconds(2);
    EXPECT_TRUE(std::holds_alternative<SmsTooSoon>(may_send_sms(history, {}, now)));
    history.last_of_attempt = now + hours(1);
    EXPECT_TRUE(std::holds_alternative<SmsMayGo>(may_send_sms(history, {}, now)));
}

TEST(Sms, FiveAnHourAndTenADayPerAccountAndPerNumber) {
    SmsHistory history;
    history.of_account = every_minute(4);
    EXPECT_TRUE(std::holds_alternative<SmsMayGo>(may_send_sms(history, {}, now)));
    history.of_account = every_minute(5);
    auto const hour = may_send_sms(history, {}, now);
    ASSERT_TRUE(std::holds_alternative<SmsLimitReached>(hour));
    EXPECT_EQ(std::get<SmsLimitReached>(hour).next, now - minutes(6) + hours(1));
    SmsHistory other;
    other.of_phone = std::vector<Time>(10, now - hours(2));
    auto const day = may_send_sms(other, {}, now);
    ASSERT_TRUE(std::holds_alternative<SmsLimitReached>(day));
    EXPECT_EQ(std::get<SmsLimitReached>(day).next, now + hours(22));
}

TEST(Sms, BudgetsStopOnlyNumbersThatAreNotBound) {
    SmsHistory history;
    history.unbound_of_practice = 200;
    EXPECT_TRUE(std::holds_alternative<SmsBudgetUsed>(may_send_sms(history, {}, now)));
    history.unbound_of_practice = 0;
    history.unbound_of_country = 100;
    EXPECT_TRUE(std::holds_alternative<SmsBudgetUsed>(may_send_sms(history, {}, now)));
    history.phone_is_bound = true;
    EXPECT_TRUE(std::holds_alternative<SmsMayGo>(may_send_sms(history, {}, now)));
}

}  // namespace
}  // namespace voordeur
