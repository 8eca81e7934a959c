// SPDX-License-Identifier: EUPL-1.2
#include "values/birth_date.hpp"

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>

namespace voordeur {
namespace {

constexpr int this_year = 2026;

struct Case {
    std::string_view typed, iso;
};

TEST(BirthDate, IsReadHoweverAPatientWritesIt) {
    for (auto const& [typed, iso] : {
             Case{"7-3-1948", "1948-03-07"},
             Case{"07/03/1948", "1948-03-07"},
             Case{"7.3.1948", "1948-03-07"},
             Case{"7 3 1948", "1948-03-07"},
             Case{" 7 - 3 - 1948 ", "1948-03-07"},
             Case{"7–3–1948", "1948-03-07"},
             Case{"７－３－１９４８", "1948-03-07"},
             Case{"٧-٣-١٩٤٨", "1948-03-07"},
             Case{"7\u200B-3-1948\u00A0", "1948-03-07"},
             Case{"7 maart 1948", "1948-03-07"},
             Case{"7 MAART 1948", "1948-03-07"},
             Case{"7 mrt. 1948", "1948-03-07"},
             Case{"7mrt1948", "1948-03-07"},
             Case{"07-mrt-1948", "1948-03-07"},
             Case{"zondag 7 maart 1948", "1948-03-07"},
             Case{"7e maart 1948", "1948-03-07"},
             Case{"maart 7 1948", "1948-03-07"},
             Case{"March 7th, 1948", "1948-03-07"},
             Case{"the 7th of March 1948", "1948-03-07"},
             Case{"1948 maart 7", "1948-03-07"},
             Case{"1948-03-07", "1948-03-07"},
             Case{"1948/3/7", "1948-03-07"},
             Case{"07031948", "1948-03-07"},
             Case{"19480307", "1948-03-07"},
             Case{"0703 1948", "1948-03-07"},
             Case{"20101920", "1920-10-20"},
             Case{"19191919", ""},
             Case{"20012012", "2012-01-20"},
             Case{"29-2-1948", "1948-02-29"},
             Case{"29-2-2000", "2000-02-29"},
             Case{"31-12-2026", "2026-12-31"},
             Case{"1-1-1880", "1880-01-01"},
             Case{"zo 7 maart 1948", "1948-03-07"},
             Case{"Zo. 7 mrt. 1948", "1948-03-07"},
             Case{"Sun, 7 Mar 1948", "1948-03-07"},
             Case{"geboren op 7 maart 1948", "1948-03-07"},
             Case{"geb. 7-3-1948", "1948-03-07"},
             Case{"Geboortedatum: 7-3-1948", "1948-03-07"},
             Case{"(7-3-1948)", "1948-03-07"},
             Case{"7\\3\\1948", "1948-03-07"},
             Case{"07_03_1948", "1948-03-07"},
             Case{"7⁄3⁄1948", "1948-03-07"},
             Case{"7-3-1948 00:00", "1948-03-07"},
             Case{"07-03-1948 00:00:00", "1948-03-07"},
             Case{"1948-03-07T00:00:00", "1948-03-07"},
             Case{"1948-03-07T00:00:00.000Z", "1948-03-07"},
             Case{"o7-o3-1948", "1948-03-07"},
             Case{"O7O31948", "1948-03-07"},
             Case{"1O oktober 195O", "1950-10-10"},
         }) {
        auto const date = BirthDate::parse(typed, this_year);
        EXPECT_EQ(date ? date->iso() : "", iso) << typed;
    }
}

TEST(BirthDate, KnowsEveryMonthInBothLanguages) {
    struct Month {
        std::string_view names[4];
        int number;
    };
    for (auto const& [names, number] :
         {Month{{"januari", "january", "jan", "Jan."}, 1},
          Month{{"februari", "february", "feb", "febuari"}, 2}, Month{{"maart", "march", "mrt", "mar"}, 3},
          Month{{"april", "April", "apr", "APR."}, 4}, Month{{"mei", "may", "Mei", "MAY"}, 5},
          Month{{"juni", "june", "jun", "Jun."}, 6}, Month{{"juli", "july", "jul", "Jul."}, 7},
          Month{{"augustus", "august", "aug", "aug."}, 8}, Month{{"september", "sept", "sep", "sept."}, 9},
          Month{{"oktober", "october", "okt", "oct"}, 10}, Month{{"november", "nov", "nov.", "NOV"}, 11},
          Month{{"december", "dec", "dec.", "DEC"}, 12}}) {
        for (auto const name : names) {
            auto const date = BirthDate::parse("7 " + std::string(name) + " 1948", this_year);
            ASSERT_TRUE(date) << name;
            EXPECT_EQ(date->month, number) << name;
        }
    }
}

TEST(BirthDate, MayBeKnownInPart) {
    for (auto const& [typed, iso] : {
             Case{"1976", "1976-?\?-??"},         Case{"?\?-?\?-1976", "1976-?\?-??"},
             Case{"?-?-1976", "1976-?\?-??"},     Case{"XX-XX-1976", "1976-?\?-??"},
             Case{"xx/xx/1976", "1976-?\?-??"},   Case{"00-00-1976", "1976-?\?-??"},
             Case{"0-0-1976", "1976-?\?-??"},     Case{"00001976", "1976-?\?-??"},
             Case{"????1976", "1976-?\?-??"},     Case{"XXXX1976", "1976-?\?-??"},
             Case{"**-**-1976", "1976-?\?-??"},   Case{"1976-?\?-??", "1976-?\?-??"},
             Case{"19760000", "1976-?\?-??"},     Case{"maart 1976", "1976-03-??"},
             Case{"1976 maart", "1976-03-??"},    Case{"mrt. 1976", "1976-03-??"},
             Case{"?? maart 1976", "1976-03-??"}, Case{"3-1976", "1976-03-??"},
             Case{"03/1976", "1976-03-??"},       Case{"1976-03", "1976-03-??"},
             Case{"031976", "1976-03-??"},        Case{"?\?-03-1976", "1976-03-??"},
             Case{"00-03-1976", "1976-03-??"},    Case{"1976-03-??", "1976-03-??"},
             Case{"07-?\?-1976", "1976-?\?-07"},
         }) {
        auto const date = BirthDate::parse(typed, this_year);
        ASSERT_TRUE(date) << typed;
        EXPECT_EQ(date->iso(), iso) << typed;
        EXPECT_FALSE(date->two_digit_year);
    }
}

TEST(BirthDate, KeepsTwoDigitsWhereNoMoreWereTyped) {
    for (auto const& [typed, iso] : {
             Case{"7-3-48", "??48-03-07"},
             Case{"7 mrt 48", "??48-03-07"},
             Case{"7 mrt ’48", "??48-03-07"},
             Case{"070348", "??48-03-07"},
             Case{"march 7 48", "??48-03-07"},
             Case{"29-2-00", "??00-02-29"},
             Case{"?\?-?\?-76", "??76-?\?-??"},
         }) {
        auto const date = BirthDate::parse(typed, this_year);
        ASSERT_TRUE(date) << typed;
        EXPECT_TRUE(date->two_digit_year);
        EXPECT_EQ(date->iso(), iso) << typed;
    }
}

TEST(BirthDate, IsRefused) {
    for (std::string_view const typed : {
             "",
             "-",
             "geen idee",
             "31-2-1948",
             "30-2-1948",
             "29-2-1949",
             "29-2-1900",
             "31-4-1948",
             "32-1-1948",
             "7-13-1948",
             "3-25-1948",
             "1948-25-12",
             "7-3-2027",
             "7-3-1879",
             "7-3-9999",
             "7-3-0048",
             "7-3-198",
             "7-3-8",
             "7-3-19488",
             "7-3",
             "maart",
             "7 maart",
             "maart 12",
             "7-3-????",
             "?\?-?\?-????",
             "29-2-49",
             "48-03-07",
             "7-3-1948-1",
             "7 maart april 48",
             "maart april mei",
             "7 3 maart 1948",
             "7 ma 1948",
             "7 smarch 1948",
             "7-3-1948 om 3 uur",
             "7-3-1948 09:30",
             "7-3-1948\n1",
             "0a-03-1948",
             "-7-3-1948x",
             "307031948",
             "1",
             "19",
             "194",
             "48",
             "19481307",
             "0?-03-1948",
             "1948-13",
             "e maart 1948",
             "\xFF",
             "7 août 1948",
         }) {
        EXPECT_FALSE(BirthDate::parse(typed, this_year)) << typed;
    }
    EXPECT_FALSE(BirthDate::parse(std::string(100, ' ') + "7" + std::string(100, '.') + "3-1948", this_year));
}

TEST(BirthDate, IsWrittenExactlyOnTheCommandLine) {
    for (auto const& [typed, iso] : {
             Case{"1948-03-07", "1948-03-07"},
             Case{"1976-03-??", "1976-03-??"},
             Case{"1976-?\?-??", "1976-?\?-??"},
             Case{"07-03-1948", "1948-03-07"},
             Case{"7-3-1948", "1948-03-07"},
             Case{"?\?-?\?-1976", "1976-?\?-??"},
             Case{"00-00-1976", "1976-?\?-??"},
         }) {
        auto const date = BirthDate::parse_exact(typed);
        ASSERT_TRUE(date) << typed;
        EXPECT_EQ(date->iso(), iso);
    }
    for (std::string_view const typed :
         {"", "1976", "7-3-48", "07031948", "7 maart 1948", "1948/03/07", "1948-02-30", "1948-3",
          "???\?-03-07", " 1948-03-07", "1948-03-07-", "1948-03-007"}) {
        EXPECT_FALSE(BirthDate::parse_exact(typed)) << typed;
    }
    EXPECT_FALSE(BirthDate::parse_exact("2027-03-07", this_year));
}

TEST(BirthDate, ComesBackFromTheStore) {
    for (std::string_view const stored :
         {"1948-03-07", "1976-03-??", "1976-?\?-??", "1976-?\?-07", "??48-03-07", "??00-?\?-??"}) {
        EXPECT_EQ(BirthDate::from_iso(stored).iso(), stored);
    }
    for (std::string_view const stored :
         {"", "1948-3-7", "07-03-1948", "1948-02-30", "??48/03/07", "???\?-?\?-??"}) {
        EXPECT_THROW(BirthDate::from_iso(stored), std::invalid_argument) << stored;
    }
}

TEST(BirthDate, MatchesWhenThePatientKnowsAllThatThePracticeKnows) {
    struct Match {
        std::string_view known, typed;
        bool expected;
    };
    for (auto const& [known, typed, expected] : {
             Match{"1948-03-07", "7 maart 1948", true},
             Match{"1948-03-07", "7-3-48", true},
             Match{"2004-03-07", "7-3-04", true},
             Match{"1948-03-07", "7-3-1848", false},
             Match{"1948-03-07", "7-3-1949", false},
             Match{"1948-03-07", "7-3-49", false},
             Match{"1948-03-07", "3-7-1948", false},
             Match{"1948-03-07", "8-3-1948", false},
             Match{"1948-03-07", "maart 1948", false},
             Match{"1948-03-07", "1948", false},
             Match{"1976-03-??", "maart 1976", true},
             Match{"1976-03-??", "12-3-1976", true},
             Match{"1976-03-??", "12-4-1976", false},
             Match{"1976-03-??", "1976", false},
             Match{"1976-?\?-??", "1976", true},
             Match{"1976-?\?-??", "12-4-76", true},
             Match{"1976-?\?-??", "1977", false},
         }) {
        auto const date = BirthDate::parse(typed, this_year);
        EXPECT_EQ(date && BirthDate::matches(BirthDate::from_iso(known), *date), expected)
            << known << " " << typed;
    }
}

TEST(BirthDate, EveryWayOfWritingARandomDateIsTheSameDate) {
    std::mt19937 random(1948);
    auto const between = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    for (auto round = 0; round < 2000; ++round) {
        auto const date = BirthDate{between(1880, this_year), between(1, 12), between(1, 28), false};
        auto const iso = date.iso();
        auto const year = iso.substr(0, 4), month = iso.substr(5, 2), day = iso.substr(8);
        EXPECT_EQ(BirthDate::from_iso(iso), date);
        for (auto const& typed :
             {iso, day + "-" + month + "-" + year, day + month + year, year + month + day,
              std::to_string(*date.day) + " " + std::to_string(*date.month) + " " + year}) {
            EXPECT_EQ(BirthDate::parse(typed, this_year), date) << typed;
        }
        auto const short_year = BirthDate::parse(day + month + year.substr(2), this_year);
        ASSERT_TRUE(short_year) << iso;
        EXPECT_TRUE(BirthDate::matches(date, *short_year));
    }
}

TEST(BirthDate, OfNobodyIsInTheFutureOrTooLongAgo) {
    using namespace std::chrono;
    auto const today = year(2026) / November / 29;
    auto const doubt = [&](std::string_view typed) { return BirthDate::parse(typed).value().doubt(today); };
    for (auto const* typed : {"30-11-2026", "december 2026", "2027", "1 januari 3000"})
        EXPECT_EQ(doubt(typed), BirthDateDoubt::in_the_future) << typed;
    for (auto const* typed : {"28-11-1901", "oktober 1901", "1900", "1-1-1880"})
        EXPECT_EQ(doubt(typed), BirthDateDoubt::too_long_ago) << typed;
    for (auto const* typed :
         {"29-11-2026", "november 2026", "2026", "29-11-1901", "november 1901", "1901", "7-3-48", "30-12-26"})
        EXPECT_EQ(doubt(typed), std::nullopt) << typed;
}

TEST(BirthDate, LacksItsYear) {
    for (auto const* typed : {"7 maart", "07-03", "29 februari", "march 7", "maart", "?-03"})
        EXPECT_TRUE(BirthDate::lacks_year(typed)) << typed;
    for (auto const* typed : {"", "7 maart 1948", "1948", "gisteren", "31-02", "7 maart 48", "12-13"})
        EXPECT_FALSE(BirthDate::lacks_year(typed)) << typed;
}

}  // namespace
}  // namespace voordeur
