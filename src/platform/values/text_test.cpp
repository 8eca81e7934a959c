// SPDX-License-Identifier: EUPL-1.2
#include "values/text.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

struct Pair {
    std::string_view typed, expected;
};

TEST(Text, TrimmedVisibleShowsOnlyWhatIsSeen) {
    for (auto const& [typed, expected] : {
             Pair{"  jan  ", "jan"},
             Pair{"\t jan \r\n", "jan"},
             Pair{"jan\u00A0jansen", "jan jansen"},
             Pair{"jan\u2003\u202Fjansen", "jan  jansen"},
             Pair{"\uFEFFjan\u200B\u200E\u202C", "jan"},
             Pair{"ja\u00ADn", "jan"},
             Pair{"\u00A0\u200B \u3000", ""},
             Pair{"１２３４ＡＢ", "1234AB"},
             Pair{"jan\njansen", "jan\njansen"},
             Pair{"zoë – ’t hart", "zoë – ’t hart"},
             Pair{"٠٦", "٠٦"},
             Pair{"a\xFF"
                  "b",
                  "a\uFFFD"
                  "b"},
             Pair{"\xC3", "\uFFFD"},
             Pair{"", ""},
         }) {
        EXPECT_EQ(trimmed_visible(typed), expected) << typed;
    }
}

TEST(Text, PlainTypedReadsEveryScriptsDigitsAndDashes) {
    for (auto const& [typed, expected] : {
             Pair{"06–12345678", "06-12345678"},
             Pair{"06−12", "06-12"},
             Pair{"٠٦١٢", "0612"},
             Pair{"６", "6"},
             Pair{"7 mrt ’48", "7 mrt '48"},
             Pair{"½", "½"},
         }) {
        EXPECT_EQ(plain_typed(typed), expected) << typed;
    }
    EXPECT_EQ(without_separators(" 12.34\u00A0-\u2014AB\u200B"), "1234AB");
    EXPECT_EQ(without_separators("12_34"), "12_34");
}

TEST(Text, ValidUtf8WithoutNul) {
    for (std::string_view const valid : {"", "abc", "zoë", "😀", "\uFFFD"}) {
        EXPECT_TRUE(is_valid_utf8_without_nul(valid)) << valid;
    }
    using namespace std::string_view_literals;
    for (std::string_view const refused : {"\0"sv, "a\0b"sv, "\xFF"sv, "\xC0\x80"sv, "\xED\xA0\x80"sv,
                                           "\xF4\x90\x80\x80"sv, "zo\xC3"sv, "\xE2\x82"sv}) {
        EXPECT_FALSE(is_valid_utf8_without_nul(refused));
    }
}

TEST(Text, NormalisesAndFolds) {
    EXPECT_EQ(nfc("zoe\u0308"), "zoë");
    EXPECT_EQ(nfc("①"), "①");
    EXPECT_EQ(folded("STRASSE"), folded("straße"));
    EXPECT_EQ(folded("ZOË"), "zoë");
    EXPECT_EQ(ascii_lower("ZOË"), "zoË");
    EXPECT_EQ(ascii_upper("zoë"), "ZOë");
}

TEST(Text, CountsCodePoints) {
    EXPECT_EQ(code_point_count(""), 0U);
    EXPECT_EQ(code_point_count("zoë"), 3U);
    EXPECT_EQ(code_point_count("zoe\u0308"), 4U);
    EXPECT_EQ(code_point_count("😀"), 1U);
}

}  // namespace
}  // namespace voordeur
