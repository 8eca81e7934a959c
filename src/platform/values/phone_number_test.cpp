// SPDX-License-Identifier: EUPL-1.2
#include "values/phone_number.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <stdexcept>

namespace voordeur {
namespace {

std::string e164_of(std::string_view typed, std::string_view region = "NL") {
    auto const result = parse_phone(typed, region);
    auto const* const number = std::get_if<PhoneNumber>(&result);
    return number ? number->e164() : "refused";
}

TEST(PhoneNumber, DutchIsReadHoweverItIsTyped) {
    for (std::string_view const typed : {"612345678",
                                         "0612345678",
                                         "06-12345678",
                                         "06 12345678",
                                         "06 12 34 56 78",
                                         "06 - 12 34 56 78",
                                         "(06) 12345678",
                                         "(06)12345678",
                                         "06.12.34.56.78",
                                         "06/12345678",
                                         "+31612345678",
                                         "+31 6 12345678",
                                         "+31 (0)6 12345678",
                                         "+31(0)612345678",
                                         "+31 06 12345678",
                                         "0031612345678",
                                         "0031 6 12345678",
                                         "0031 (0)6-12345678",
                                         "(+31) 6 12345678",
                                         "31612345678",
                                         "tel:+31612345678",
                                         "\u200E+31612345678",
                                         "06\u00A012345678",
                                         "06\u200B12345678",
                                         "０６１２３４５６７８",
                                         "＋31 6 12345678",
                                         "06–12345678",
                                         "٠٦١٢٣٤٥٦٧٨",
                                         "+ 31 6 12345678",
                                         " 0612345678\r\n",
                                         "+0031612345678"}) {
        EXPECT_EQ(e164_of(typed), "+31612345678") << typed;
    }
}

TEST(PhoneNumber, ForeignIsRead) {
    struct Case {
        std::string_view typed, region, e164;
    };
    for (auto const& [typed, region, e164] : {
             Case{"0470 12 34 56", "BE", "+32470123456"},
             Case{"470123456", "BE", "+32470123456"},
             Case{"+32 470 12 34 56", "NL", "+32470123456"},
             Case{"0032470123456", "NL", "+32470123456"},
             Case{"0151 23456789", "DE", "+4915123456789"},
             Case{"06 12 34 56 78", "FR", "+33612345678"},
             Case{"0612 345678", "MA", "+212612345678"},
             Case{"0612 345678", "ma", "+212612345678"},
             Case{"0532 123 45 67", "TR", "+905321234567"},
             Case{"07911 123456", "GB", "+447911123456"},
             Case{"+44 (0)7911 123456", "NL", "+447911123456"},
             Case{"(650) 253-0000", "US", "+16502530000"},
             Case{"+1 650 253 0000", "NL", "+16502530000"},
             Case{"312 345 6789", "IT", "+393123456789"},
             Case{"+31 6 12345678", "BE", "+31612345678"},
             Case{"0031612345678", "US", "+31612345678"},
             Case{"+31612345678", "", "+31612345678"},
             Case{"+297 560 1234", "NL", "+2975601234"},
         }) {
        EXPECT_EQ(e164_of(typed, region), e164) << typed << " " << region;
    }
}

struct TypedText {
    std::string_view typed, text;
};

// New ranges: the tables here are years old.
TEST(PhoneNumber, ForeignThatTheTablesDoNotKnowIsRead) {
    for (auto const& [typed, e164] : {
             TypedText{"+597 600 0234", "+5976000234"},
             TypedText{"+251 700 223 456", "+251700223456"},
             TypedText{"00251 700 223 456", "+251700223456"},
             TypedText{"+251 0700 223 456", "+251700223456"},
         }) {
        EXPECT_EQ(e164_of(typed), e164) << typed;
        auto const number = PhoneNumber::from_e164(std::string(e164));
        EXPECT_EQ(number.region().size(), 2U);
        EXPECT_NE(number.region(), "ZZ");
        EXPECT_EQ(e164_of(number.display()), e164);
        EXPECT_FALSE(number.is_listed());
    }
    EXPECT_TRUE(PhoneNumber::from_e164("+31612345678").is_listed());
    EXPECT_TRUE(PhoneNumber::from_e164("+32470123456").is_listed());
    for (std::string_view const typed : {"+597 600 02", "+251 700 223 45", "+251 700 223 456 7", "0699999999",
                                         "+31 6 99999999", "+881 1 2345678"})
        EXPECT_EQ(e164_of(typed), "refused") << typed;
}

TEST(ContactPhone, IsShownAsPatientsReadIt) {
    for (auto const& [typed, shown] : {
             TypedText{"+31 (0)20 555 01 34", "020 555 01 34"},
             TypedText{"0031 (0)20 5550134", "020 555 01 34"},
             TypedText{"+31205550134", "020 555 01 34"},
             TypedText{"+31 183 123456", "0183 12 34 56"},
             TypedText{"+31 6 12345678", "06 12 34 56 78"},
             TypedText{"020 555 0134", "020 555 0134"},
             TypedText{"0123 - 45 67 89", "0123 - 45 67 89"},
             TypedText{" 088-1234567 ", "088-1234567"},
             TypedText{"0900-1234", "0900-1234"},
             TypedText{"14 020", "14 020"},
             TypedText{"112", "112"},
             TypedText{"+32 2 512 34 56", "+32 2 512 34 56"},
         })
        EXPECT_EQ(contact_phone(typed), std::string(shown)) << typed;
    for (std::string_view const typed : {"020 555 01 34 / 06 12345678", "020 555 01 34-36", "020 555 01 3",
                                         "0123-456789/90", "020 555 01 345", "+999 12345678"})
        EXPECT_EQ(contact_phone(typed), std::nullopt) << typed;
}

TEST(PhoneNumber, IsRefusedWithTheReason) {
    struct Case {
        std::string_view typed;
        PhoneRefusal reason;
    };
    for (auto const& [typed, reason] : {
             Case{"", PhoneRefusal::not_a_number},
             Case{"geen", PhoneRefusal::not_a_number},
             Case{"+", PhoneRefusal::not_a_number},
             Case{"()-", PhoneRefusal::not_a_number},
             Case{"06+12345678", PhoneRefusal::not_a_number},
             Case{"++31612345678", PhoneRefusal::not_a_number},
             Case{"06@12345678", PhoneRefusal::not_a_number},
             Case{"06\n12345678", PhoneRefusal::not_a_number},
             Case{"0612345678\xFF", PhoneRefusal::not_a_number},
             Case{"0612345678 ext. 3", PhoneRefusal::extension_or_letters},
             Case{"0612345678 x3", PhoneRefusal::extension_or_letters},
             Case{"0612345678#3", PhoneRefusal::extension_or_letters},
             Case{"0612345678;3", PhoneRefusal::extension_or_letters},
             Case{"0612345678, 0687654321", PhoneRefusal::extension_or_letters},
             Case{"0800-FLOWERS", PhoneRefusal::extension_or_letters},
             Case{"06-1234567O", PhoneRefusal::extension_or_letters},
             Case{"0", PhoneRefusal::not_a_number},
             Case{"06", PhoneRefusal::too_short},
             Case{"0612", PhoneRefusal::too_short},
             Case{"061234567", PhoneRefusal::too_short},
             Case{"+31 6 1234567", PhoneRefusal::too_short},
             Case{"06123456789", PhoneRefusal::too_long},
             Case{"+31 6 123456789", PhoneRefusal::too_long},
             Case{"061234567812345678", PhoneRefusal::too_long},
             Case{"06123456781234567812345678", PhoneRefusal::too_long},
             Case{"020-1234567", PhoneRefusal::not_mobile},
             Case{"+31 20 1234567", PhoneRefusal::not_mobile},
             Case{"0302345678", PhoneRefusal::not_mobile},
             Case{"088-1234567", PhoneRefusal::not_mobile},
             Case{"0900-1234567", PhoneRefusal::not_mobile},
             Case{"0800-1234", PhoneRefusal::not_mobile},
             Case{"+32 2 512 34 56", PhoneRefusal::not_mobile},
             Case{"+881 6 12345678", PhoneRefusal::not_mobile},
             Case{"097012345678", PhoneRefusal::machine_number},
             Case{"+31 97 012345678", PhoneRefusal::machine_number},
             Case{"+999 612345678", PhoneRefusal::no_such_number},
             Case{"0699999999", PhoneRefusal::no_such_number},
         }) {
        auto const result = parse_phone(typed, "NL");
        auto const* const refusal = std::get_if<PhoneRefusal>(&result);
        ASSERT_NE(refusal, nullptr) << typed;
        EXPECT_EQ(*refusal, reason) << typed;
    }
    EXPECT_EQ(std::get<PhoneRefusal>(parse_phone("0612345678", "XX")), PhoneRefusal::no_such_number);
}

TEST(PhoneNumber, IsShown) {
    struct Case {
        std::string e164, display, last_two, region, calling_code;
    };
    for (auto const& [e164, display, last_two, region, calling_code] : {
             Case{"+31612345678", "06 12 34 56 78", "78", "NL", "31"},
             Case{"+32470123456", "+32 470 12 34 56", "56", "BE", "32"},
             Case{"+212612345678", "+212 612-345678", "78", "MA", "212"},
             Case{"+16502530000", "+1 650-253-0000", "00", "US", "1"},
             Case{"+2975601234", "+297 560 1234", "34", "AW", "297"},
         }) {
        auto const number = PhoneNumber::from_e164(e164);
        EXPECT_EQ(number.e164(), e164);
        EXPECT_EQ(number.display(), display);
        EXPECT_EQ(number.last_two(), last_two);
        EXPECT_EQ(number.region(), region);
        EXPECT_EQ(number.country_calling_code(), calling_code);
        EXPECT_EQ(std::get<PhoneNumber>(parse_phone(display, "NL")), number);
    }
}

TEST(PhoneNumber, IsShownWithItsCountry) {
    for (auto const& [e164, shown] : {
             TypedText{"+31612345678", "+31 6 12345678"},
             TypedText{"+32470123456", "+32 470 12 34 56"},
         })
        EXPECT_EQ(PhoneNumber::from_e164(std::string(e164)).display_with_country(), shown);
}

TEST(PhoneNumber, FromE164RefusesWhatTheStoreCannotHold) {
    for (std::string const stored :
         {"", "+", "0612345678", "31612345678", "+31 6 12345678", "+123456", "+1234567890123456"}) {
        EXPECT_THROW(PhoneNumber::from_e164(stored), std::invalid_argument) << stored;
    }
}

TEST(PhoneNumber, RandomDutchOnesComeBack) {
    std::mt19937 random(6);
    for (auto round = 0; round < 300; ++round) {
        auto const subscriber =
            std::to_string(std::uniform_int_distribution<int>(10000000, 58999999)(random));
        EXPECT_EQ(e164_of("06" + subscriber), "+316" + subscriber);
        EXPECT_EQ(e164_of("+31 6 " + subscriber, "DE"), "+316" + subscriber);
    }
}

TEST(Countries, BeginWhereThePatientsAre) {
    auto const countries = countries_with_mobile_numbers();
    ASSERT_GT(countries.size(), 200U);
    std::vector<std::string> regions;
    for (auto const& country : countries) regions.push_back(country.region);
    EXPECT_EQ(std::vector(regions.begin(), regions.begin() + 6),
              (std::vector<std::string>{"NL", "BE", "DE", "FR", "MA", "TR"}));
    EXPECT_TRUE(std::is_sorted(regions.begin() + 6, regions.end()));
    EXPECT_EQ(countries.front().calling_code, 31);
    for (std::string const region : {"US", "GB", "SR", "CW", "SY", "UA", "PL"}) {
        EXPECT_EQ(std::ranges::count(regions, region), 1) << region;
    }
}

}  // namespace
}  // namespace voordeur
