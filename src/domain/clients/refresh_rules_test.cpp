// SPDX-License-Identifier: EUPL-1.2
#include "clients/refresh_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using namespace std::chrono_literals;

Time const start = from_stored(1'800'000'000'000);

TEST(RefreshRules, WhatBecomesOfATokenThatIsShown) {
    struct Case {
        std::string what;
        RefreshTurn shown, used_last;
        RefreshOutcome outcome;
    };
    for (auto const& [what, shown, used_last, outcome] : {
             Case{"the first one", {0, start}, {0, start}, RefreshOutcome::holds},
             Case{"its successor", {1, start + 1h}, {0, start}, RefreshOutcome::first_use},
             Case{"the same again: its answer was lost", {1, start}, {1, start}, RefreshOutcome::holds},
             Case{"made for another tab, just before", {1, start}, {1, start + 30s}, RefreshOutcome::holds},
             Case{"and just after", {1, start + 30s}, {1, start}, RefreshOutcome::holds},
             Case{"made for somebody else, later", {1, start + 31s}, {1, start}, RefreshOutcome::came_again},
             Case{"made for somebody else, before", {1, start}, {1, start + 31s}, RefreshOutcome::came_again},
             Case{"one whose successor was used", {0, start}, {1, start}, RefreshOutcome::came_again},
             Case{"long ago", {3, start}, {9, start + 5h}, RefreshOutcome::came_again},
             Case{"a successor's successor", {2, start}, {0, start}, RefreshOutcome::never_made},
         })
        EXPECT_EQ(outcome_of(shown, used_last), outcome) << what;
}

TEST(RefreshRules, HowLongItGoesOn) {
    EXPECT_EQ(refresh_ends_at(start, start), start + 6h) << "without use";
    EXPECT_EQ(refresh_ends_at(start, start + 17h), start + 23h);
    EXPECT_EQ(refresh_ends_at(start, start + 18h), start + 24h);
    EXPECT_EQ(refresh_ends_at(start, start + 24h - 1ms), start + 24h) << "as any sign-in here";
}

}  // namespace
}  // namespace voordeur
