// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/hold.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using std::chrono::hours;

Time const start = from_stored(1'800'000'000'000);

bool is_held(Renewal const& chose, std::vector<std::string> const& names, Time now = start) {
    UsedMethods methods;
    for (auto const& name : names) methods.push_back({name, start});
    return held_back_until(Recovered{start, chose}, methods, now).has_value();
}

TEST(Hold, LastsTwoDays) {
    Renewal const chose{.password = true};
    EXPECT_TRUE(is_held(chose, {"password", "sms"}, start + hours(47)));
    EXPECT_FALSE(is_held(chose, {"password", "sms"}, start + hours(48)));
    EXPECT_FALSE(held_back_until(std::nullopt, {}, start));
}

// What the recovery chose shows nothing; a telephone, its app and its passkey are one thing.
TEST(Hold, IsLiftedByTwoThingsThatTheRecoveryLeft) {
    Renewal const password{.password = true}, phone{.second_factor = true};
    EXPECT_TRUE(is_held(password, {"password", "sms", "totp", "passkey", "passkey_alone"}));
    EXPECT_TRUE(is_held(password, {"password", "paper"}));
    EXPECT_FALSE(is_held(password, {"password", "sms", "paper"}));
    EXPECT_FALSE(is_held(password, {"passkey_alone", "paper"}));
    EXPECT_TRUE(is_held(phone, {"password", "sms", "paper"})) << "what is on paper may lie with the thief";
    EXPECT_FALSE(is_held({.super_pin = true}, {"password", "sms"})) << "a sign-in as ever";
}

TEST(Hold, IsNotLiftedWhereTheMailboxWasReplaced) {
    Renewal const all{.password = true, .super_pin = true, .mailbox = true};
    EXPECT_TRUE(is_held(all, {"password", "sms", "paper"}));
}

}  // namespace
}  // namespace voordeur
