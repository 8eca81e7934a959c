// SPDX-License-Identifier: EUPL-1.2
#include "values/sign_in_name.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

struct Case {
    std::string_view typed;
    std::string_view name;  // empty: none
};

TEST(SignInNameTest, IsAnAddressOrACustomerNumber) {
    for (auto const& [typed, name] : {
             Case{"johanna@post.example", "johanna@post.example"},
             Case{" Johanna@Post.Example ", "johanna@post.example"},
             Case{"1234567897", "1234567897"},
             Case{"123 456 7897", "1234567897"},
             Case{"12 34 56 78 97", "1234567897"},
             Case{"123-456-7897", "1234567897"},
             Case{"123.456.7897", "1234567897"},
             Case{"\u00a0123\u00a0456\u00a07897\u200b", "1234567897"},
             Case{"Klantnummer: 123 456 7897", "1234567897"},
             Case{"1234567890", ""},   // not its check digit
             Case{"123456789", ""},    // nine
             Case{"12345678970", ""},  // eleven
             Case{"johanna", ""},
             Case{"johanna@", ""},
             Case{"1234567897@", ""},
             Case{"", ""},
         }) {
        auto const parsed = SignInName::parse(typed);
        EXPECT_EQ(parsed ? parsed->text() : "", name) << typed;
        if (parsed) EXPECT_EQ(is_address(parsed->text()), name.find('@') != std::string_view::npos);
    }
}

}  // namespace
}  // namespace voordeur
