// SPDX-License-Identifier: EUPL-1.2
#include "values/postcode.hpp"

#include <gtest/gtest.h>

#include <random>

namespace voordeur {
namespace {

TEST(Postcode, DutchIsReadHoweverItIsTyped) {
    for (std::string_view const typed :
         {"1234AB",       "1234 AB",       "1234ab",       "1234 ab",      "1234 aB",      " 1234AB ",
          "1234  AB",     "1234\tAB",      "1234\u00A0AB", "1234-AB",      "1234–AB",      "1234.AB",
          "1 2 3 4 A B",  "12 34 AB",      "1234AB.",      "1234\u200BAB", "\uFEFF1234AB", "1234 AB\u200E",
          "NL-1234 AB",   "NL 1234AB",     "nl1234ab",     "１２３４ＡＢ", "１２３４ ab",  "1234\u2009AB",
          "1234\u202FAB", "1234 A\u00ADB", "1234 AB\r\n",  "١٢٣٤ AB"}) {
        auto const postcode = Postcode::parse(typed);
        ASSERT_TRUE(postcode) << typed;
        EXPECT_EQ(postcode->text(), "1234AB") << typed;
        EXPECT_EQ(postcode->display(), "1234 AB") << typed;
    }
}

TEST(Postcode, ForeignIsComparedWithoutSpacesAndDashes) {
    struct Case {
        std::string_view typed, text;
    };
    for (auto const& [typed, text] : {
             Case{"1000", "1000"},
             Case{"10 115", "10115"},
             Case{"sw1a 1aa", "SW1A1AA"},
             Case{"SW1A-1AA", "SW1A1AA"},
             Case{"12345-6789", "123456789"},
             Case{"00-950", "00950"},
             Case{"LV-1010", "LV1010"},
             Case{"0123AB", "0123AB"},
             Case{"NL12", "NL12"},
         }) {
        auto const postcode = Postcode::parse(typed);
        ASSERT_TRUE(postcode) << typed;
        EXPECT_EQ(postcode->text(), text);
        EXPECT_EQ(postcode->display(), text);
    }
}

TEST(Postcode, IsTheSameWithTheCountryOrWithout) {
    struct Case {
        std::string_view with, without;
    };
    for (auto const& [with, without] : {
             Case{"D-80331", "80331"},        Case{"d 80331", "80 331"},
             Case{"DE-80331", "80331"},       Case{"D-80331", "DE 80331"},
             Case{"A-1010", "1010"},          Case{"B-1000", "1000"},
             Case{"BE 1000", "1000"},         Case{"CH-8001", "8001"},
             Case{"L-1234", "1234"},          Case{"LU-1234", "1234"},
             Case{"S-111 22", "11122"},       Case{"SE-11122", "111 22"},
             Case{"LT-01100", "01100"},       Case{"LV-1010", "1010"},
             Case{"F-75001", "75001"},        Case{"PL-00-950", "00-950"},
             Case{"PT 1000-205", "1000-205"}, Case{"GB-SW1A 1AA", "SW1A 1AA"},
             Case{"UK M1 1AE", "m1 1ae"},     Case{"IE D02 AF30", "D02 AF30"},
             Case{"CDN K1A 0B1", "K1A 0B1"},  Case{"MT-VLT 1010", "VLT 1010"},
         }) {
        EXPECT_EQ(Postcode::parse(with), Postcode::parse(without)) << with;
        EXPECT_EQ(Postcode::parse(without), Postcode::parse(with)) << with;
    }
    for (auto const& [one, other] : {
             Case{"D-80331", "80332"},
             Case{"B1 1AA", "1 1AA"},
             Case{"1234 AB", "1234"},
             Case{"SW1A 1AA", "1A 1AA"},
             Case{"LE1 2AB", "1 2AB"},
         })
        EXPECT_NE(Postcode::parse(one), Postcode::parse(other)) << one;
}

TEST(Postcode, IsTheSameWithAHouseNumber) {
    for (std::string_view const typed :
         {"1234 AB 12", "1234AB12", "1234 AB, 12", "1234ab 12a", "1234 AB 12-3", "1234 AB 123 bis",
          "NL-1234 AB 12", "1234 AB 12345 hs"}) {
        auto const postcode = Postcode::parse(typed);
        ASSERT_TRUE(postcode) << typed;
        EXPECT_EQ(postcode->text(), "1234AB") << typed;
    }
}

TEST(Postcode, IsTheSameWithThePlace) {
    for (std::string_view const typed :
         {"1234 AB Utrecht", "1234AB, Utrecht", "1234 AB 12/3", "1234 AB 12, Utrecht", "1234ab (Utrecht)",
          "NL-1234 AB ’s-Hertogenbosch", "1234 AB, ", "1234 AB NL"})
        EXPECT_EQ(Postcode::parse(typed), Postcode::parse("1234AB")) << typed;
    EXPECT_NE(Postcode::parse("1234ABC"), Postcode::parse("1234AB"));
    EXPECT_FALSE(Postcode::parse("Utrecht 1234 AB"));
    EXPECT_FALSE(Postcode::parse("1234 AB " + std::string(100, 'x')));
}

TEST(Postcode, ForgivesLettersThatLookLikeDigits) {
    for (std::string_view const typed : {"10O1 BO", "1OO1 B0", "I001BO", "IO01 b0"})
        EXPECT_EQ(Postcode::parse(typed), Postcode::parse("1001BO")) << typed;
    for (std::string_view const typed : {"100100", "SW1A10", "L10 1AA", "K1A 0B1", "OX1 1AA"}) {
        auto const postcode = Postcode::parse(typed).value();
        EXPECT_FALSE(postcode.is_dutch()) << typed;
    }
}

TEST(Postcode, SaysWhatADutchOneStillNeeds) {
    struct Case {
        std::string_view typed;
        int digits, letters;
    };
    for (auto const& [typed, digits, letters] : {
             Case{"1234", 0, 2},
             Case{"1234 A", 0, 1},
             Case{"123 AB", 1, 0},
             Case{"12AB", 2, 0},
             Case{"123", 1, 2},
             Case{"1234 AB", 0, 0},
             Case{"80331", 0, 0},
             Case{"SW1A 1AA", 0, 0},
             Case{"0123", 0, 0},
             Case{"1234 ABC", 0, 0},
         }) {
        auto const postcode = Postcode::parse(typed).value();
        EXPECT_EQ(postcode.digits_missing(), digits) << typed;
        EXPECT_EQ(postcode.letters_missing(), letters) << typed;
    }
}

TEST(Postcode, IsRefused) {
    using namespace std::string_view_literals;
    for (auto const typed :
         {""sv, " "sv, "12"sv, "-1-"sv, "12345678901"sv, "geen"sv, "1234/AB"sv, "1234ÀB"sv,
          "1234АВ"sv /* Cyrillic */, "1234<b"sv, "1234\0AB"sv, "1234\nAB"sv, "1234A\xFF"sv}) {
        EXPECT_FALSE(Postcode::parse(typed)) << typed;
    }
}

TEST(Postcode, RandomOnesComeBack) {
    std::mt19937 random(1234);
    auto const between = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    for (auto round = 0; round < 1000; ++round) {
        auto text = std::to_string(between(1000, 9999));
        for (auto letter = 0; letter < 2; ++letter) text += static_cast<char>('A' + between(0, 25));
        auto const postcode = Postcode::parse(text);
        ASSERT_TRUE(postcode) << text;
        EXPECT_EQ(postcode->text(), text);
        EXPECT_EQ(Postcode::parse(postcode->display()), postcode);
    }
}

}  // namespace
}  // namespace voordeur
