// SPDX-License-Identifier: EUPL-1.2
#include "sessions/session_rules.hpp"

#include <gtest/gtest.h>

#include <set>

namespace voordeur {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Time const now = from_stored(1'800'000'000'000);

TEST(Session, HoldsAnHourIdleAndADayInAll) {
    EXPECT_TRUE(session_holds(now - hours(23), now - minutes(59), now));
    EXPECT_FALSE(session_holds(now - hours(23), now - hours(1), now));
    EXPECT_FALSE(session_holds(now - hours(24), now, now));
}

TEST(Session, WhatOnlyClosesMayBeDoneAfterARecovery) {
    std::set<Change> const free{Change::sessions, Change::passkey_names};
    for (auto const change : all_changes)
        EXPECT_EQ(is_held_back(change), !free.contains(change)) << stored_name(change);
}

TEST(Session, KeepsMethodsAsText) {
    UsedMethods const both{{"password", from_stored(5)}, {"sms", from_stored(7)}};
    EXPECT_EQ(stored_text(both), "password@5 sms@7");
    EXPECT_EQ(methods_from("password@5 sms@7"), both);
    EXPECT_EQ(methods_from(stored_text({})), UsedMethods{});
    EXPECT_EQ(methods_from("password@5"), UsedMethods({{"password", from_stored(5)}}));
}

TEST(Session, KeepsWhatAChangeWasConfirmedBy) {
    UsedMethods const both{{"password", from_stored(5), Change::app},
                           {"sms", from_stored(7), Change::removal}};
    EXPECT_EQ(stored_text(both), "password@5/app sms@7/removal");
    EXPECT_EQ(methods_from("password@5/app sms@7/removal"), both);
    for (auto const change : all_changes)
        EXPECT_EQ(methods_from(stored_text({{"sms", now, change}})), UsedMethods({{"sms", now, change}}));
    // However often it is confirmed, a session stays small.
    auto const again =
        with_used(with_used(both, {"sms", from_stored(9), Change::removal}), {"sms", from_stored(8)});
    EXPECT_EQ(stored_text(again), "password@5/app sms@9/removal sms@8");
}

TEST(Session, WhatCannotBeReadWasNotUsed) {
    for (auto const* text : {"", " ", "password", "password@", "@5", "password@x", "password@5x", "sms @5",
                             "password@5/", "password@5/everything", "password@/app", "/app"})
        EXPECT_EQ(methods_from(text), UsedMethods{}) << text;
    EXPECT_EQ(methods_from("junk  sms@7"), UsedMethods({{"sms", from_stored(7)}}));
}

TEST(Session, WhatIsMissing) {
    using enum SignInLevel;
    auto const ago = [](char const* name, int how_long) { return UsedMethod{name, now - minutes(how_long)}; };
    struct Case {
        char const* what;
        SignInNeed need;
        UsedMethods used;
        Missing expected;
    };
    Case const cases[] = {
        {"nobody signed in", {password}, {}, Missing::password},
        {"the password was enough", {password}, {ago("password", 50)}, Missing::nothing},
        {"only the password", {two_factors}, {ago("password", 1)}, Missing::second_factor},
        {"both", {two_factors}, {ago("password", 50), ago("sms", 50)}, Missing::nothing},
        {"another kind", {two_factors}, {ago("password", 5), ago("card", 5)}, Missing::nothing},
        {"twice the password is one factor",
         {two_factors},
         {ago("password", 9), ago("password", 1)},
         Missing::second_factor},
        {"the code without the password", {two_factors}, {ago("sms", 1)}, Missing::password},
        {"fresh", {two_factors, minutes(5)}, {ago("password", 5), ago("sms", 4)}, Missing::nothing},
        {"a stale password",
         {two_factors, minutes(5)},
         {ago("password", 6), ago("sms", 1)},
         Missing::password},
        {"a stale code",
         {two_factors, minutes(5)},
         {ago("password", 1), ago("sms", 6)},
         Missing::second_factor},
        {"a passkey alone, for a page of the password",
         {password},
         {ago("passkey_alone", 50)},
         Missing::nothing},
        {"a passkey alone", {two_factors}, {ago("passkey_alone", 50)}, Missing::nothing},
        {"a passkey after no password", {two_factors}, {ago("passkey", 1)}, Missing::password},
        {"a passkey after the password",
         {two_factors},
         {ago("password", 1), ago("passkey", 1)},
         Missing::nothing},
        {"stale and used again",
         {two_factors, minutes(5)},
         {ago("password", 60), ago("sms", 59), ago("password", 2), ago("sms", 1)},
         Missing::nothing},
    };
    for (auto const& each : cases) EXPECT_EQ(missing(each.need, each.used, now), each.expected) << each.what;
}

TEST(Session, WhatIsMissingForAChange) {
    auto const ago = [](char const* name, int how_long) { return UsedMethod{name, now - minutes(how_long)}; };
    auto const confirmed = [](char const* name, int how_long) {
        return UsedMethod{name, now - minutes(how_long), Change::removal};
    };
    struct Case {
        char const* what;
        SignInNeed need;
        UsedMethods used;
        Missing expected;
    };
    Case const cases[] = {
        {"a fresh sign-in is good for each change",
         fresh_for(Change::removal),
         {ago("password", 5), ago("totp", 4)},
         Missing::nothing},
        {"an old one is not",
         fresh_for(Change::removal),
         {ago("password", 9), ago("totp", 9)},
         Missing::password},
        {"confirmed for it",
         fresh_for(Change::removal),
         {ago("password", 9), ago("totp", 9), confirmed("password", 2), confirmed("totp", 1)},
         Missing::nothing},
        {"the password is confirmed, and the code is too old",
         fresh_for(Change::removal),
         {ago("password", 9), ago("totp", 9), confirmed("password", 2)},
         Missing::second_factor},
        {"the password is confirmed, and the code is fresh of the sign-in",
         fresh_for(Change::removal),
         {ago("password", 9), ago("totp", 4), confirmed("password", 2)},
         Missing::nothing},
        {"confirmed for another change",
         fresh_for(Change::app),
         {ago("password", 9), ago("totp", 9), confirmed("password", 2), confirmed("totp", 1)},
         Missing::password},
        {"confirmed too long ago",
         fresh_for(Change::removal),
         {ago("password", 9), ago("totp", 9), confirmed("password", 6), confirmed("totp", 6)},
         Missing::password},
        {"what confirms a change signs nobody in",
         {SignInLevel::two_factors},
         {confirmed("password", 1), confirmed("totp", 1)},
         Missing::password},
    };
    for (auto const& each : cases) EXPECT_EQ(missing(each.need, each.used, now), each.expected) << each.what;
}

TEST(Session, APasskeyAloneIsOneOfTwoForAChange) {
    auto const ago = [](char const* name, int how_long) { return UsedMethod{name, now - minutes(how_long)}; };
    UsedMethod const password{"password", now - minutes(1), Change::removal};
    auto const need = fresh_for(Change::removal);
    EXPECT_EQ(missing(need, {ago("passkey_alone", 1)}, now), Missing::password);
    EXPECT_EQ(missing(need, {ago("passkey_alone", 1), ago("passkey_alone", 2)}, now), Missing::password);
    EXPECT_EQ(missing(need, {ago("passkey_alone", 4), password}, now), Missing::nothing);
    EXPECT_EQ(missing(need, {ago("passkey_alone", 6), password}, now), Missing::second_factor);
    EXPECT_EQ(level_of({ago("passkey_alone", 1)}), SignInLevel::two_factors);
}

}  // namespace
}  // namespace voordeur
