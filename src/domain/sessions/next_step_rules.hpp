// SPDX-License-Identifier: EUPL-1.2
// Where someone who is signed in stands. Every page of E to G asks this; the browser never says it.
#pragma once

#include "sessions/session_rules.hpp"

namespace voordeur {

enum class NextStep {
    make_super_pin,     // E2, E3
    add_second_factor,  // F1 to F4
    enter_code,         // G: the password was right, the SMS code is to come
    services,           // done
};

struct SignedInFacts {
    SignInLevel level = SignInLevel::password;
    bool has_super_pin = false;
    bool has_second_factor = false;
    bool factor_comes_first = false;  // in this journey, for who has neither
};

// A second factor that is there is always asked first: what else is missing is set with both.
constexpr NextStep next_step(SignedInFacts const& facts) {
    if (facts.has_second_factor && facts.level == SignInLevel::password) return NextStep::enter_code;
    if (!facts.has_second_factor && (facts.has_super_pin || facts.factor_comes_first))
        return NextStep::add_second_factor;
    return facts.has_super_pin ? NextStep::services : NextStep::make_super_pin;
}

// Who has neither goes on with what was begun, though the journey was changed meanwhile and leads to the
// other.
constexpr bool may_do(NextStep wanted, SignedInFacts const& facts) {
    auto const has_neither = !facts.has_super_pin && !facts.has_second_factor;
    auto const is_one_of_two = wanted == NextStep::make_super_pin || wanted == NextStep::add_second_factor;
    return wanted == next_step(facts) || (has_neither && is_one_of_two);
}

}  // namespace voordeur
