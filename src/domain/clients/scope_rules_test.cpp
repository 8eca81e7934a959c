// SPDX-License-Identifier: EUPL-1.2
#include "clients/scope_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using Scopes = std::vector<std::string>;

TEST(ScopeRules, LessMayBeAskedAndNeverMore) {
    Scopes const granted{"openid", "profile", "email", "offline_access"};
    EXPECT_EQ(narrowed_scopes(granted, {}), granted);
    EXPECT_EQ(narrowed_scopes(granted, {"email"}), (Scopes{"openid", "email"}));
    EXPECT_EQ(narrowed_scopes(granted, {"email", "openid", "profile", "offline_access"}), granted);
    EXPECT_EQ(narrowed_scopes(granted, {"email", "phone"}), std::nullopt);
    EXPECT_EQ(narrowed_scopes({"openid"}, {"openid", "email"}), std::nullopt);
}

TEST(ScopeRules, ScopesAsBits) {
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
