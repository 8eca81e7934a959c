// SPDX-License-Identifier: EUPL-1.2
#include "accounts/unused_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::years;

Time const used = from_stored(1'800'000'000'000);
constexpr years three{3}, five{5};

TEST(UnusedRules, OwnersAreToldAMonthBeforeTheEnd) {
    struct Case {
        Time now;
        bool is_to_tell;
    };
    for (auto const& [now, is_to_tell] : {Case{used, false}, Case{used + three - days(30) - hours(1), false},
                                          Case{used + three - days(30), true}, Case{used + five, true}})
        EXPECT_EQ(used <= unused_to_tell(three, now), is_to_tell) << now - used;
}

TEST(UnusedRules, NobodyHasLessThanAMonthToSignIn) {
    struct Case {
        Time told_at, closes_at;
    };
    for (auto const& [told_at, closes_at] :
         {Case{used + three - days(30), used + three}, Case{used + three - days(29), used + three + days(1)},
          Case{used + five, used + five + days(30)}})
        EXPECT_EQ(unused_closes_at(used, told_at, three), closes_at) << told_at - used;
}

// With accounts that are kept for longer, or shorter, since the mail was sent.
TEST(UnusedRules, AMailTellsOfTheEndingThatItIsTimeFor) {
    struct Case {
        Time told_at;
        years unused_for;
        bool is_of_this_ending;
    };
    auto const of_three = used + three - days(30), of_five = used + five - days(30);
    for (auto const& [told_at, unused_for, expected] :
         {Case{of_three, three, true}, Case{of_three, five, false}, Case{of_five, three, true},
          Case{of_five, five, true}, Case{of_five - hours(1), five, false}})
        EXPECT_EQ(is_of_this_ending(used, told_at, unused_for), expected) << told_at - used;
}

}  // namespace
}  // namespace voordeur
