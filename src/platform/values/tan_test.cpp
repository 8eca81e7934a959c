// SPDX-License-Identifier: EUPL-1.2
#include "values/tan.hpp"

#include <gtest/gtest.h>

#include <concepts>

namespace voordeur {
namespace {

static_assert(!std::equality_comparable<Tan>);

TEST(Tan, IsReadHoweverItIsTyped) {
    for (std::string_view const typed :
         {"012345", "012 345", "012-345", " 0 1 2 3 4 5 ", "01.23.45", "０１２３４５", "٠١٢٣٤٥",
          "012\u00A0345", "\u200E012345\u200B", "012–345", "TAN 012345", "code: 012345", "code: 012 345.",
          "012345 is uw code voor Huisartsenpraktijk De Linde. Hij werkt 10 minuten.\n@linde.example #012345",
          "Uw code is 012-345. Bel 0183-123456 of 020 555 0134.", "Om 12.30 uur op 14-11-26: 012345",
          "De code (012345) is geldig tot 2026-11-29", "#012345"}) {
        auto const tan = Tan::parse(typed);
        ASSERT_TRUE(tan) << typed;
        EXPECT_EQ(tan->reveal(), "012345");
    }
}

TEST(Tan, IsRefused) {
    for (std::string_view const typed :
         {"", "12345", "0123456", "TAN 0123456", "O12345", "+12345", "01234½", "012\n345", "012,345",
          "12345\xFF", "012345 of 543210", "code 012 345 678", "Bel 0183-123456.", "geboren 14-11-26",
          "012  345 code"}) {
        EXPECT_FALSE(Tan::parse(typed)) << typed;
    }
}

TEST(Tan, NewOnesComeBack) {
    SystemRandom random;
    for (auto round = 0; round < 1000; ++round) {
        auto const tan = Tan::make(random);
        EXPECT_EQ(Tan::parse(tan.reveal()).value().reveal(), tan.reveal());
    }
}

}  // namespace
}  // namespace voordeur
