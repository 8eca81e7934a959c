// SPDX-License-Identifier: EUPL-1.2
// When a sign-in in a browser that the account does not know is told, and in which mail.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "base/time.hpp"

namespace voordeur {

// One mail says how it ended. Who signs in elsewhere meanwhile is told in the same one.
inline constexpr std::chrono::minutes new_sign_in_told_after{5};
// Whoever knows the password begins as often as they like: so many mails in a day tell of what did not
// succeed. What succeeds is told each time.
inline constexpr std::int64_t most_new_sign_ins_told_a_day = 5;
// For this long the link in the mail works.
inline constexpr std::chrono::days new_sign_in_link_lasts{10};

struct NewSignInFacts {
    Time made_at;
    std::int64_t begun = 1;
    std::int64_t wrong_codes = 0;
    std::optional<Time> signed_in_at = {};
};

enum class NewSignInOutcome { signed_in, wrong_codes, open };
constexpr NewSignInOutcome outcome_of(NewSignInFacts const& facts) {
    if (facts.signed_in_at) return NewSignInOutcome::signed_in;
    return facts.wrong_codes > 0 ? NewSignInOutcome::wrong_codes : NewSignInOutcome::open;
}

constexpr bool is_told_later(NewSignInFacts const& facts, Time now) {
    return now < facts.made_at + new_sign_in_told_after;
}

}  // namespace voordeur
