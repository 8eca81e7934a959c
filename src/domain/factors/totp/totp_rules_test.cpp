// SPDX-License-Identifier: EUPL-1.2
#include "factors/totp/totp_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace voordeur {
namespace {

using std::chrono::seconds;

constexpr Time now = from_stored(1'800'000'000'000);
constexpr auto step = step_at(now);

TEST(Totp, AStepIsThirtySeconds) {
    EXPECT_EQ(step_at(from_stored(0)), 0);
    EXPECT_EQ(step_at(from_stored(29'999)), 0);
    EXPECT_EQ(step_at(from_stored(30'000)), 1);
    EXPECT_EQ(step_at(now), 60'000'000);
    EXPECT_EQ(step_at(now + seconds(29)), step);
    EXPECT_EQ(step_at(now + seconds(30)), step + 1);
}

TEST(Totp, WhichStepsAreCompared) {
    auto const offs = [](std::vector<std::int64_t> steps) {
        for (auto& each : steps) each -= step;
        return steps;
    };
    EXPECT_EQ(offs(steps_to_set_up(now)), (std::vector<std::int64_t>{0, -1, 1, -2, 2, -3, 3, -4, 4}));
    EXPECT_EQ(offs(steps_to_answer({}, now)), (std::vector<std::int64_t>{0, -1, 1}));
    EXPECT_EQ(offs(steps_to_answer({0, 4}, now)), (std::vector<std::int64_t>{4, 3, 5}));
    EXPECT_EQ(offs(steps_to_answer({0, -4}, now)), (std::vector<std::int64_t>{-4, -5, -3}));
}

TEST(Totp, AStepIsRightOnceAndNeverAfterALaterOne) {
    TotpClock const clock{step, 0};
    EXPECT_EQ(match_step({}, clock), Match::wrong);
    EXPECT_EQ(match_step(step + 1, clock), Match::right);
    EXPECT_EQ(match_step(step, clock), Match::expired);
    EXPECT_EQ(match_step(step - 1, clock), Match::expired);
    EXPECT_EQ(match_step(step - 1, {}), Match::right);
}

// Typed slowly at one time and fast at the next, on a clock that runs away: the right code is always
// compared.
TEST(Totp, FollowsAClockThatRunsAway) {
    TotpClock clock{0, 2};
    auto when = now;
    for (std::int64_t off = 2; off < 60; ++off)
        for (std::int64_t const typed_late : {1, 0}) {
            auto const typed = step_at(when) + off - typed_late;
            auto const compared = steps_to_answer(clock, when);
            ASSERT_NE(std::ranges::find(compared, typed), compared.end()) << off;
            ASSERT_EQ(match_step(typed, clock), Match::right);
            clock = clock_after(typed, when);
            when += std::chrono::hours(24);
        }
}

}  // namespace
}  // namespace voordeur
