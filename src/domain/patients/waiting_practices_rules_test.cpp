// SPDX-License-Identifier: EUPL-1.2
#include "patients/waiting_practices_rules.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace voordeur {
namespace {

// Written with 0 for what is not known: two question marks and a dash would be a trigraph.
BirthDate date(std::string_view exact) {
    return BirthDate::parse_exact(exact).value();
}

TEST(WaitingPractices, BirthDatesAgreeWhereBothAreKnown) {
    struct Case {
        std::string_view one, other;
        bool agree;
    };
    for (auto const& [one, other, agree] : {
             Case{"1948-03-07", "1948-03-07", true},
             Case{"1948-03-07", "1948-03-08", false},
             Case{"1948-03-07", "1948-07-03", false},
             Case{"1948-03-07", "1949-03-07", false},
             Case{"1948-03-07", "1948-03-00", true},
             Case{"1948-03-07", "1948-04-00", false},
             Case{"1948-03-07", "1948-00-00", true},
             Case{"1948-03-07", "1949-00-00", false},
             Case{"1948-00-07", "1948-03-00", true},
             Case{"1948-00-00", "1948-00-00", true},
             Case{"1948-00-00", "1949-00-00", false},
         }) {
        EXPECT_EQ(birth_dates_agree(date(one), date(other)), agree) << one << " " << other;
        EXPECT_EQ(birth_dates_agree(date(other), date(one)), agree) << other << " " << one;
    }
}

TEST(WaitingPractices, AYearWithoutItsCenturyAgreesWithNothing) {
    auto const without_century = BirthDate::parse("7-3-48", 2026).value();
    EXPECT_FALSE(birth_dates_agree(without_century, date("1948-03-07")));
    EXPECT_FALSE(birth_dates_agree(date("1948-03-07"), without_century));
    EXPECT_FALSE(birth_dates_agree(without_century, without_century));
}

TEST(WaitingPractices, AreLinkedOnlyWhenEveryLinkedPatientAgrees) {
    struct Case {
        std::string_view waiting;
        std::vector<BirthDate> linked;
        bool may;
    };
    for (auto const& [waiting, linked, may] : {
             Case{"1948-03-07", {}, false},
             Case{"1948-03-07", {date("1948-03-07")}, true},
             Case{"1948-03-07", {date("1950-01-01")}, false},
             Case{"1948-03-07", {date("1948-00-00"), date("1948-03-07")}, true},
             // One known in part must not tie two people together.
             Case{"1948-05-01", {date("1948-00-00"), date("1948-03-07")}, false},
         })
        EXPECT_EQ(may_be_linked(date(waiting), linked), may) << waiting << " beside " << linked.size();
}

}  // namespace
}  // namespace voordeur
