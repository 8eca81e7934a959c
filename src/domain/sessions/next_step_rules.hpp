// SPDX-License-Identifier: EUPL-1.2
// Where someone who is signed in stands. Every page of E to G asks this; the browser never says it.
#pragma once

#include "sessions/session_rules.hpp"

namespace voordeur {

enum class NextStep {
    make_super_pin,     // E2, E3
    add_second_factor,  // F1 to F4
    enter_code,         // G: the password was right, the SMS code is to come
    renew_super_pin,    // the letter's was seen by the practice
    services,           // done
};

struct SignedInFacts {
    SignInLevel level = SignInLevel::password;
    bool has_super_pin = false;
    bool has_second_factor = false;
    bool factor_comes_first = false;  // in this journey, for who has neither
    bool has_begun_factor = false;    // its binding goes on in this session
    bool asks_new_super_pin = false;  // in the place of the letter's
};

// A second factor that is there is always asked first: what else is missing is set with both.
constexpr NextStep next_step(SignedInFacts const& facts) {
    if (facts.has_second_factor && facts.level == SignInLevel::password) return NextStep::enter_code;
    if (!facts.has_second_factor && (facts.has_super_pin || facts.factor_comes_first))
        return NextStep::add_second_factor;
    if (!facts.has_super_pin) return NextStep::make_super_pin;
    return facts.asks_new_super_pin ? NextStep::renew_super_pin : NextStep::services;
}

// Who has neither goes on with what was begun, though the journey was changed meanwhile and leads to the
// other: a super-PIN may be on the page already, or a code on its way.
constexpr bool may_do(NextStep wanted, SignedInFacts const& facts) {
    if (wanted == next_step(facts)) return true;
    if (facts.has_super_pin || facts.has_second_factor) return false;
    return wanted == NextStep::make_super_pin ||
           (wanted == NextStep::add_second_factor && facts.has_begun_factor);
}

}  // namespace voordeur
