// SPDX-License-Identifier: EUPL-1.2
#include "accounts/throttle_rules.hpp"

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
    auto const state = with_failure({7, {}, now, ""}, "x", policy, now);
    EXPECT_EQ(without_failure(state).failures, 7);
    EXPECT_EQ(without_failure({}).failures, 0);
    EXPECT_EQ(wait_left(without_failure(state), now - std::chrono::milliseconds(5)).count(), 0);
}

// A waiting room: each day somebody types a wrong password once.
TEST(Throttle, NowAndThenAMistakeNeverAddsUp) {
    ThrottlePolicy const network{20, seconds(900)};
    ThrottleState state;
    auto at = now;
    for (int day = 0; day < 400; ++day, at += std::chrono::hours(5)) {
        EXPECT_EQ(wait_left(state, at).count(), 0) << day;
        state = with_failure(state, std::to_string(day), network, at);
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
