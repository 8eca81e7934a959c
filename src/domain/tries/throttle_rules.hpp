// SPDX-License-Identifier: EUPL-1.2
// How long failed sign-ins are held up. A wait is an answer (429), never a sleep.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/time.hpp"

namespace voordeur {

// After `free` failures each next one doubles the wait, from two seconds to `longest`.
struct ThrottlePolicy {
    int free;
    std::chrono::seconds longest;

    bool operator==(ThrottlePolicy const&) const = default;
};

// One bucket: what failed under one key. `free` of them fade in a day, so that now and then a mistake, in a
// network that many share, never adds up to a wait; all are forgotten a day after the last.
struct ThrottleState {
    int failures = 0;
    Time wait_until;
    Time last_failure_at;
    std::string last_input;  // a MAC of it; the same wrong input again counts once
    int input_tries = 0;     // that input, counted one after the other
    int input_wrong = 0;     // of these, found wrong so far

    bool operator==(ThrottleState const&) const = default;
};

// A try as it was counted, so that it can be taken back.
struct CountedTry {
    ThrottleState before, after;
};

// Of all networks of a site together (values/network.hpp).
ThrottlePolicy for_site(ThrottlePolicy const& of_network);

std::chrono::seconds wait_after(int failures, ThrottlePolicy const& policy);

// How long until the next try may be made; zero: now.
std::chrono::seconds wait_left(ThrottleState const& state, Time now);

// The same for this input. What was found wrong twice is compared once more a minute at most; other input
// need not wait for it. What is not compared yet may be right, so a form that is pressed often is no guess.
std::chrono::seconds wait_left_for(ThrottleState const& state, std::string const& input, Time now);

// The state once a try is counted, which is before it is known whether it fails.
ThrottleState with_failure(ThrottleState state, std::string const& input, ThrottlePolicy const& policy,
                           Time now);

// The state once an input that was counted is found wrong.
ThrottleState with_wrong(ThrottleState state, std::string const& input);

// Whether a try counts on its network, given the count of its own account there: a network counts accounts,
// not tries, since a family behind one address forgets passwords too; but whoever goes on after the free
// tries is no family.
bool counts_on_network(ThrottleState const& own, ThrottlePolicy const& own_policy);

// The state once that try turned out to be no failure: as it was before, so that failures go on fading, or
// one less where somebody else was counted since.
ThrottleState taken_back(ThrottleState state, CountedTry const& counted);

// The state once one failure is forgiven.
ThrottleState without_failure(ThrottleState state);

}  // namespace voordeur
