// SPDX-License-Identifier: EUPL-1.2
#include "factors/sms/sms_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Time const now = from_stored(1'800'000'000'000);

TEST(Code, TheLastThreeOfTheChallengeHold) {
    auto const match = [](std::size_t which, Time made_at) {
        std::vector<SentCode> codes(5, {now - minutes(1), false});
        codes[which] = {made_at, true};
        return match_code(codes, now);
    };
    EXPECT_EQ(match(0, now), Match::right);
    EXPECT_EQ(match(2, now - minutes(9)), Match::right);
    EXPECT_EQ(match(3, now), Match::expired);
    EXPECT_EQ(match(0, now - code_lifetime), Match::expired);
    EXPECT_EQ(match_code(std::vector<SentCode>{{now, false}}, now), Match::wrong);
    EXPECT_EQ(match_code({}, now), Match::wrong);
}

std::vector<Time> every_minute(int count) {
    std::vector<Time> times;
    for (int i = 0; i < count; ++i) times.push_back(now - minutes(2 + i));
    return times;
}

TEST(Sms, WaitsAMinuteWithinItsChallenge) {
    SmsHistory history;
    history.last_of_challenge = now - seconds(10);
    auto const verdict = may_send_sms(history, {}, now);
    ASSERT_TRUE(std::holds_alternative<SmsTooSoon>(verdict));
    EXPECT_EQ(std::get<SmsTooSoon>(verdict).next, now + seconds(50));
    history.last_of_challenge = now - seconds(60);
    EXPECT_TRUE(std::holds_alternative<SmsMayGo>(may_send_sms(history, {}, now)));
}

TEST(Sms, WaitsForOneOfARequestThatBeganLaterAndNotForAClockThatWasSetBack) {
    SmsHistory history;
    history.last_of_challenge = now + seconds(2);
    EXPECT_TRUE(std::holds_alternative<SmsTooSoon>(may_send_sms(history, {}, now)));
    history.last_of_challenge = now + hours(1);
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
