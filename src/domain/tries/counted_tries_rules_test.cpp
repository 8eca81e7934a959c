// SPDX-License-Identifier: EUPL-1.2
#include "tries/counted_tries_rules.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

std::string outcome(TriesMade const& tries, std::string const& input, std::int64_t most = 5) {
    auto const verdict = may_try(tries, input, most);
    if (std::holds_alternative<MayTry>(verdict)) return "may try";
    if (auto const* same = std::get_if<SameWrongAgain>(&verdict))
        return "same again, left " + std::to_string(same->left);
    return "none left";
}

TEST(CountedTriesRules, WhatIsAGuess) {
    struct Case {
        TriesMade tries;
        std::string input, expected;
    };
    Case const cases[] = {
        {{0, std::nullopt}, "a", "may try"},
        {{4, std::nullopt}, "a", "may try"},
        {{5, std::nullopt}, "a", "none left"},
        {{9, std::nullopt}, "a", "none left"},  // the limit was lowered
        {{1, "a"}, "a", "same again, left 4"},
        {{4, "a"}, "a", "same again, left 1"},
        {{1, "a"}, "b", "may try"},
        {{5, "a"}, "a", "none left"},
        {{1, ""}, "a", "may try"},
    };
    for (auto const& each : cases)
        EXPECT_EQ(outcome(each.tries, each.input), each.expected)
            << each.tries.made << " " << each.tries.last_wrong.value_or("-") << " " << each.input;
}

}  // namespace
}  // namespace voordeur
