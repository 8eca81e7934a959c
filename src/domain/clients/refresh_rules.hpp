// SPDX-License-Identifier: EUPL-1.2
// How long a client may go on with what it got, and what becomes of refresh tokens that come more than once.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/time.hpp"

namespace voordeur {

// Which of a grant's refresh tokens: the one that is made for another has the next number.
struct RefreshTurn {
    std::int64_t number = 0;
    Time made_at = {};

    bool operator==(RefreshTurn const&) const = default;
};

// Tabs and processes of one program that refresh with one token each get one of their own; made within this
// time, those are one program's.
constexpr std::chrono::seconds made_at_once{30};

enum class RefreshOutcome {
    holds,       // it was used last, or is as good as that one
    first_use,   // those before it are worth nothing from now on
    came_again,  // one that came of it was used: two have what was given to one
    never_made,  // as far as a database knows that was set back
};
RefreshOutcome outcome_of(RefreshTurn const& shown, RefreshTurn const& used_last);

// OpenID NLGov: not longer than this without use. And never longer than who signed in then could be signed in
// here.
constexpr std::chrono::hours longest_refresh_idle{6};
// A refresh writes the last use at most this often.
constexpr std::chrono::minutes refresh_noted_every{1};
Time refresh_ends_at(Time signed_in_at, Time refreshed_at);

}  // namespace voordeur
