// SPDX-License-Identifier: EUPL-1.2
#include "values/customer_number.hpp"

#include <gtest/gtest.h>

#include <set>

namespace voordeur {
namespace {

TEST(CustomerNumber, IsReadHoweverItIsTyped) {
    for (std::string_view const typed :
         {"1234567897", "123 456 7897", "123-456-7897", " 123.456.7897 ", "1 2 3 4 5 6 7 8 9 7",
          "123\u00A0456\u20097897", "１２３ ４５６ ７８９７", "\u200E1234567897", "Klantnummer: 123 456 7897",
          "CGM klantnummer 123 456 7897", "klantnummer 1234567897"}) {
        auto const number = CustomerNumber::parse(typed);
        ASSERT_TRUE(number) << typed;
        EXPECT_EQ(number->text(), "1234567897");
        EXPECT_EQ(number->grouped(), "123 456 7897");
    }
    EXPECT_TRUE(CustomerNumber::parse("0000000000"));
    // The usual example of Luhn's formula, 7992739871-3, without its first digit.
    EXPECT_TRUE(CustomerNumber::parse("9927398710"));
}

TEST(CustomerNumber, IsRefused) {
    for (std::string_view const typed :
         {"", "123456789", "12345678977", "1234567890", "1234567891", "123456789X", "+1234567897",
          "123/456/7897", "1234567897\n1", "123456789\xFF"}) {
        EXPECT_FALSE(CustomerNumber::parse(typed)) << typed;
    }
}

TEST(CustomerNumber, OneWrongDigitIsNoticed) {
    std::string const right = "1234567897";
    for (std::size_t position = 0; position < right.size(); ++position) {
        for (auto digit = '0'; digit <= '9'; ++digit) {
            auto typed = right;
            typed[position] = digit;
            EXPECT_EQ(CustomerNumber::parse(typed).has_value(), typed == right) << typed;
        }
    }
}

TEST(CustomerNumber, NewOnesComeBackAndDiffer) {
    SystemRandom random;
    std::set<std::string> seen;
    for (auto round = 0; round < 1000; ++round) {
        auto const number = CustomerNumber::make(random);
        EXPECT_EQ(CustomerNumber::parse(number.grouped()), number);
        seen.insert(number.text());
    }
    EXPECT_GT(seen.size(), 990U);
}

}  // namespace
}  // namespace voordeur
