// SPDX-License-Identifier: EUPL-1.2
#include "accounts/email_change_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using namespace std::chrono_literals;

Time const made = from_stored(1'800'000'000'000);

TEST(EmailChange, IsConfirmedWithinADayAndOnce) {
    EXPECT_TRUE(may_be_confirmed({made}, made + 24h - 1s));
    EXPECT_FALSE(may_be_confirmed({made}, made + 24h));
    EXPECT_FALSE(may_be_confirmed({.made_at = made, .confirmed_at = made + 1h}, made + 2h));
    EXPECT_FALSE(may_be_confirmed({.made_at = made, .ended_at = made + 1h}, made + 2h));
}

TEST(EmailChange, IsStoppedBeforeAndAWeekAfter) {
    EXPECT_TRUE(may_be_stopped({made}, made + 1h));
    EXPECT_FALSE(may_be_stopped({made}, made + 25h)) << "nothing is left to stop";
    EmailChangeFacts const confirmed{.made_at = made, .confirmed_at = made + 20h};
    EXPECT_TRUE(may_be_stopped(confirmed, made + 20h + 24h * 7 - 1s));
    EXPECT_FALSE(may_be_stopped(confirmed, made + 20h + 24h * 7));
    EXPECT_FALSE(may_be_stopped({made, made + 1h, made + 2h}, made + 3h));
}

}  // namespace
}  // namespace voordeur
