// SPDX-License-Identifier: EUPL-1.2
#include "clients/refresh_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using Scopes = std::vector<std::string>;

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
    EXPECT_TRUE(may_refresh(start, start, start));
    EXPECT_TRUE(may_refresh(start, start, start + 6h - 1ms));
    EXPECT_FALSE(may_refresh(start, start, start + 6h)) << "idle";
    EXPECT_TRUE(may_refresh(start, start + 20h, start + 24h - 1ms));
    EXPECT_FALSE(may_refresh(start, start + 24h - 1ms, start + 24h)) << "longer than any sign-in here";
}

TEST(RefreshRules, LessMayBeAskedAndNeverMore) {
    Scopes const granted{"openid", "profile", "email", "offline_access"};
    EXPECT_EQ(narrowed_scopes(granted, {}), granted);
    EXPECT_EQ(narrowed_scopes(granted, {"email"}), (Scopes{"openid", "email"}));
    EXPECT_EQ(narrowed_scopes(granted, {"email", "openid", "profile", "offline_access"}), granted);
    EXPECT_EQ(narrowed_scopes(granted, {"email", "phone"}), std::nullopt);
    EXPECT_EQ(narrowed_scopes({"openid"}, {"openid", "email"}), std::nullopt);
}

TEST(RefreshRules, ScopesAsBits) {
    Scopes const granted{"openid", "profile", "email"};
    for (auto const& some : {granted, Scopes{"openid"}, Scopes{"openid", "email"}, Scopes{"profile"}})
        EXPECT_EQ(scopes_of(granted, bits_of(granted, some)), some);
    EXPECT_EQ(scopes_of(granted, all_scopes), granted);
    EXPECT_EQ(bits_of(granted, {"openid", "email"}), 5U);
    Scopes many;
    for (int i = 0; i < 32; ++i) many.push_back(std::to_string(i));
    EXPECT_EQ(scopes_of(many, bits_of(many, {"31"})), Scopes{"31"});
    many.emplace_back("32");
    EXPECT_EQ(scopes_of(many, bits_of(many, {"31"})), many) << "there is no bit for it";
}

}  // namespace
}  // namespace voordeur
