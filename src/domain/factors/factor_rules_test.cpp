// SPDX-License-Identifier: EUPL-1.2
#include "factors/factor_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

using std::chrono::minutes;

Time const now = from_stored(1'800'000'000'000);
Time const long_ago = now - std::chrono::days(400);
constexpr FactorKind known[] = {{"sms"}, {"card"}, {"paper", true}};

TEST(FactorWait, GrowsToAnHour) {
    struct Case {
        std::int64_t failed;
        int minutes;
    };
    for (auto const& [failed, wait] :
         {Case{0, 0}, {9, 0}, {10, 1}, {11, 2}, {13, 8}, {15, 32}, {16, 60}, {40, 60}, {99, 60}})
        EXPECT_EQ(factor_wait(failed).count(), wait) << failed;
    EXPECT_FALSE(factor_is_worn_out(99));
    EXPECT_TRUE(factor_is_worn_out(100));
}

std::string names(FactorStanding const& standing) {
    if (std::holds_alternative<FactorUsable>(standing)) return "usable";
    return std::holds_alternative<FactorWaits>(standing) ? "waits" : "worn out";
}

TEST(Factor, WaitsUntilItsTimeAndWearsOut) {
    struct Case {
        FactorFacts facts;
        char const* standing;
    };
    Case const cases[] = {
        {{"sms", 0, {}, false, long_ago}, "usable"},
        {{"sms", 99, {}, false, long_ago}, "usable"},
        {{"sms", 10, now + minutes(1), false, long_ago}, "waits"},
        {{"sms", 10, now, false, long_ago}, "usable"},
        {{"sms", 100, {}, false, long_ago}, "worn out"},
        {{"sms", 100, now + minutes(1), false, long_ago}, "worn out"},
    };
    for (auto const& each : cases)
        EXPECT_EQ(names(standing_of(each.facts, now)), each.standing) << each.facts.failed_challenges;
}

// "sms card": what is asked, in order; "until 5": nothing for five minutes; "-": nothing any more.
std::string asked(std::vector<FactorFacts> const& factors) {
    std::string order;
    for (auto const index : factors_to_ask(factors, known, now))
        order += (order.empty() ? "" : " ") + factors[index].kind;
    if (!order.empty()) return order;
    auto const why = why_none_can_be_asked(factors, known, now);
    if (auto const* wait = std::get_if<FactorWaits>(&why))
        return "until " + std::to_string(std::chrono::duration_cast<minutes>(wait->until - now).count());
    return "-";
}

TEST(Factors, WhatIsAskedFirst) {
    FactorFacts const sms{"sms", 0, {}, false, long_ago}, card{"card", 0, {}, false, now};
    FactorFacts const spare{"paper", 0, {}, false, long_ago};
    auto preferred = [](FactorFacts facts) { return facts.is_preferred = true, facts; };
    auto waiting = [](FactorFacts facts, int how_long) {
        return facts.wait_until = now + minutes(how_long), facts;
    };
    auto worn_out = [](FactorFacts facts) { return facts.failed_challenges = 100, facts; };
    FactorFacts const unknown{"of a newer release", 0, {}, true, long_ago};
    struct Case {
        char const* what;
        std::vector<FactorFacts> factors;
        char const* expected;
    };
    Case const cases[] = {
        {"the only one", {sms}, "sms"},
        {"the oldest", {card, sms}, "sms card"},
        {"the preferred one", {sms, preferred(card)}, "card sms"},
        {"the preferred one waits", {waiting(preferred(card), 5), sms}, "sms"},
        {"the preferred one is worn out", {worn_out(preferred(card)), sms}, "sms"},
        {"the only one waits", {waiting(sms, 5)}, "until 5"},
        {"the soonest", {waiting(sms, 9), waiting(card, 4)}, "until 4"},
        {"one waits, the other is worn out", {waiting(sms, 9), worn_out(card)}, "until 9"},
        {"a spare one last", {spare, card, sms}, "sms card paper"},
        {"also where it is preferred", {preferred(spare), sms}, "sms paper"},
        {"a spare one where nothing else can be asked", {spare, waiting(sms, 5)}, "paper"},
        {"all are worn out", {worn_out(sms), worn_out(card)}, "-"},
        {"an unknown one is no way around", {unknown}, "-"},
        {"an unknown one does not help who waits", {unknown, waiting(sms, 3)}, "until 3"},
        {"an unknown one is passed over", {unknown, sms}, "sms"},
    };
    for (auto const& each : cases) EXPECT_EQ(asked(each.factors), each.expected) << each.what;
}

TEST(Factors, TheLastThatCanBeAskedEachTimeIsNotRemoved) {
    FactorFacts const sms{"sms", 0, {}, false, long_ago}, card{"card", 0, {}, false, now};
    FactorFacts const spare{"paper", 0, {}, false, now}, unknown{"of a newer release", 0, {}, false, now};
    FactorFacts const worn_out{"card", 100, {}, false, now};
    struct Case {
        char const* what;
        std::vector<FactorFacts> factors;
        bool first_may_go;
    };
    Case const cases[] = {
        {"the only one", {sms}, false},
        {"one of two", {sms, card}, true},
        {"beside paper", {sms, spare}, false},
        {"paper", {spare, sms}, true},
        {"paper alone", {spare}, false},
        {"beside one that is worn out", {sms, worn_out}, false},
        {"the one that is worn out", {worn_out, sms}, true},
        {"beside one that cannot be asked here", {sms, unknown}, false},
    };
    for (auto const& each : cases)
        EXPECT_EQ(may_be_removed(0, each.factors, known), each.first_may_go) << each.what;
}

}  // namespace
}  // namespace voordeur
