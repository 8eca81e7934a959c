// SPDX-License-Identifier: EUPL-1.2
#include "values/person_name.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(PersonName, IsKeptAsItIsWritten) {
    struct Case {
        std::string_view typed, text;
    };
    for (auto const& [typed, text] : {
             Case{"Jan Jansen", "Jan Jansen"},
             Case{"  J.P.M. van Putten-van der Giessen ", "J.P.M. van Putten-van der Giessen"},
             Case{"’t Hart – D'Angelo", "’t Hart – D'Angelo"},
             Case{"Zoe\u0308", "Zoë"},
             Case{"Jan\u00A0Jansen\u200B", "Jan Jansen"},
             Case{"李", "李"},
             Case{"محمد", "محمد"},
             Case{"Robert'); DROP TABLE patient;--", "Robert'); DROP TABLE patient;--"},
             Case{"Null", "Null"},
             Case{"à", "à"},
         }) {
        auto const name = PersonName::parse(typed);
        ASSERT_TRUE(name) << typed;
        EXPECT_EQ(name->text(), text);
        EXPECT_EQ(PersonName::parse(name->text()), name);
    }
}

TEST(PersonName, IsRefused) {
    using namespace std::string_view_literals;
    for (auto const typed :
         {""sv,           "  "sv,         "\u200B"sv,     "Jan\nJansen"sv,   "Jan\r\nBcc: x"sv,
          "Jan\x01"sv,    "Jan\x7F"sv,    "Jan\u0085x"sv, "Jan\u009Bx"sv,    "Jan\u2028x"sv,
          "Jan\u2029x"sv, "<b>Jan</b>"sv, "Jan >"sv,      "＜Jan"sv,         "Jan\0"sv,
          "Jan\xFF"sv,    "Jan\uFDD0"sv,  "Jan\uFFFE"sv,  "Jan\U0001FFFF"sv, "Jan\U0010FFFE"sv}) {
        EXPECT_FALSE(PersonName::parse(typed)) << typed;
    }
}

TEST(PersonName, IsAtMost120CodePoints) {
    std::string name;
    for (auto i = 0; i < 120; ++i) name += "ë";
    EXPECT_TRUE(PersonName::parse(name));
    EXPECT_FALSE(PersonName::parse(name + "n"));
}

}  // namespace
}  // namespace voordeur
