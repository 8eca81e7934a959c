// SPDX-License-Identifier: EUPL-1.2
#include "values/password.hpp"

#include <gtest/gtest.h>

#include <concepts>

namespace voordeur {
namespace {

static_assert(!std::equality_comparable<Password>);

TEST(Password, IsTheSameOnEveryKeyboard) {
    struct Case {
        std::string_view typed, text;
        std::size_t length;
    };
    for (auto const& [typed, text, length] : {
             Case{"", "", 0},
             Case{"geheim", "geheim", 6},
             Case{"  twee  spaties  ", "  twee  spaties  ", 17},
             Case{"zoe\u0308", "zoë", 3},
             Case{"zoë", "zoë", 3},
             Case{"😀😀", "😀😀", 2},
             Case{"ａ\u200B", "ａ\u200B", 2},
             Case{"Hoofd\nletter", "Hoofd\nletter", 12},
         }) {
        auto const password = Password::from_typed(typed);
        ASSERT_TRUE(password) << typed;
        EXPECT_EQ(password->reveal(), text);
        EXPECT_EQ(password->length(), length);
    }
}

TEST(Password, IsRefused) {
    using namespace std::string_view_literals;
    for (auto const typed : {"geheim\xFF"sv, "\xC0\x80"sv, "\xED\xA0\x80"sv, "ge\0heim"sv, "\xE2\x82"sv}) {
        EXPECT_FALSE(Password::from_typed(typed));
    }
}

}  // namespace
}  // namespace voordeur
