// SPDX-License-Identifier: EUPL-1.2
#include "tries/throttle_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using std::chrono::seconds;

Time const now = from_stored(1'800'000'000'000);
ThrottlePolicy const policy{5, seconds(900)};

TEST(Wait, DoublesAfterTheFreeOnes) {
    struct Case {
        int failures;
        int seconds;
    };
    for (auto const& [failures, wait] :
         {Case{0, 0}, {5, 0}, {6, 2}, {7, 4}, {10, 32}, {14, 512}, {15, 900}, {999, 900}})
        EXPECT_EQ(wait_after(failures, policy).count(), wait) << failures;
}

TEST(Throttle, CountsTheSameWrongInputOnce) {
    ThrottleState state;
    for (int i = 0; i < 3; ++i) state = with_failure(state, "same", policy, now);
    EXPECT_EQ(state.failures, 1);
    state = with_failure(state, "other", policy, now);
    EXPECT_EQ(state.failures, 2);
}

TEST(Throttle, ComparesTheSameWrongInputTwiceAMinute) {
    ThrottleState state;
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(wait_left_for(state, "same", now).count(), 0) << i;
        state = with_wrong(with_failure(state, "same", policy, now), "same");
    }
    EXPECT_EQ(wait_left_for(state, "same", now).count(), 60);
    EXPECT_EQ(wait_left_for(state, "other", now).count(), 0);
    EXPECT_EQ(wait_left_for(state, "same", now - std::chrono::hours(1)).count(), 0) << "clock set back";
    auto const later = now + seconds(60);
    EXPECT_EQ(wait_left_for(state, "same", later).count(), 0);
    state = with_wrong(with_failure(state, "same", policy, later), "same");
    EXPECT_EQ(state.failures, 1);
    EXPECT_EQ(wait_left_for(state, "same", later).count(), 60);
    // With another between, it is a guess again.
    state = with_wrong(with_failure(state, "other", policy, later), "other");
    EXPECT_EQ(wait_left_for(state, "same", later).count(), 0);
    EXPECT_EQ(with_failure(state, "same", policy, later).failures, 3);
}

// Pressed often before the first answer came: it may be right.
TEST(Throttle, WhatIsNotComparedYetDoesNotWait) {
    ThrottleState state;
    for (int i = 0; i < 8; ++i) {
        EXPECT_EQ(wait_left_for(state, "same", now).count(), 0) << i;
        state = with_failure(state, "same", policy, now);
    }
    EXPECT_EQ(wait_left_for(state, "same", now).count(), 60);
}

TEST(Throttle, NobodyWaitsForAClockThatWasSetBack) {
    auto const state = with_failure({20, {}, now, ""}, "x", policy, now);
    EXPECT_EQ(wait_left(state, now).count(), 900);
    EXPECT_EQ(wait_left(state, now - std::chrono::hours(1)).count(), 0);
}

// Two presses at once are two requests, and the one that began later may be counted first.
TEST(Throttle, AFreeTryKeepsNobodyWaitingWhoCameAMomentEarlier) {
    auto const state = with_failure({}, "x", policy, now);
    EXPECT_EQ(wait_left(state, now - std::chrono::milliseconds(5)).count(), 0);
}

TEST(Throttle, ForgetsAfterADay) {
    ThrottleState state{20, now + seconds(900), now, ""};
    EXPECT_EQ(wait_left(state, now).count(), 900);
    auto const tomorrow = now + std::chrono::hours(24);
    EXPECT_EQ(wait_left({20, tomorrow + seconds(5), now, ""}, tomorrow).count(), 0);
    EXPECT_EQ(with_failure(state, "x", policy, tomorrow).failures, 1);
}

TEST(Throttle, ARightPasswordTakesItsOwnTryBack) {
    ThrottleState const before{7, {}, now - seconds(5), "y"};
    auto const counted = [&](std::string const& input) {
        return CountedTry{before, with_failure(before, input, policy, now)};
    };
    auto const alone = counted("x");
    EXPECT_EQ(alone.after.failures, 8);
    EXPECT_EQ(taken_back(alone.after, alone), before);
    // Somebody else failed meanwhile: that one stays.
    auto const with_other = taken_back(with_failure(alone.after, "z", policy, now + seconds(1)), alone);
    EXPECT_EQ(with_other.failures, 8);
    EXPECT_EQ(wait_left(with_other, now - std::chrono::milliseconds(5)).count(), 0);
    // The same input twice was counted once, and is taken back once.
    auto const repeated = counted("y");
    EXPECT_EQ(repeated.after.failures, 7);
    EXPECT_EQ(taken_back(with_failure(repeated.after, "z", policy, now + seconds(1)), repeated).failures, 8);
    EXPECT_EQ(without_failure({}).failures, 0);
}

// A waiting room: now and then somebody types a wrong password once, and the others a right one all the
// while.
TEST(Throttle, NowAndThenAMistakeNeverAddsUp) {
    ThrottlePolicy const network{20, seconds(900)};
    ThrottleState state;
    auto at = now;
    for (int hour = 0; hour < 24 * 400; ++hour, at += std::chrono::hours(1)) {
        EXPECT_EQ(wait_left(state, at).count(), 0) << hour;
        CountedTry const right{state, with_failure(state, "right " + std::to_string(hour), network, at)};
        state = taken_back(right.after, right);
        if (hour % 5 == 0) state = with_failure(state, "wrong " + std::to_string(hour), network, at);
    }
    EXPECT_LE(state.failures, 5);
}

TEST(Throttle, ANetworkCountsAccountsAndWhoGoesOn) {
    for (auto const& [failures, counts] : {std::pair{0, true}, {1, false}, {4, false}, {5, true}, {99, true}})
        EXPECT_EQ(counts_on_network({failures, {}, now, ""}, policy), counts) << failures;
}

// However a guesser spreads tries over a day, the shared account bucket lets at most one a minute through.
TEST(Throttle, AGuesserGetsOneTryAMinuteOverManyNetworks) {
    ThrottlePolicy const account{20, seconds(60)};
    ThrottleState state;
    auto at = now;
    int tries = 0;
    while (at < now + std::chrono::hours(1)) {
        at += wait_left(state, at);
        state = with_failure(state, std::to_string(tries++), account, at);
    }
    EXPECT_LE(tries, 20 + 60 + 6);
}

}  // namespace
}  // namespace voordeur
