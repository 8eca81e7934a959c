// SPDX-License-Identifier: EUPL-1.2
// Second factors of whatever kind: what waits, what is worn out, and what a person is asked first.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"

namespace voordeur {

// A kind is known by its name, in the rows and in a session's methods. It has a folder of its own beside this
// file, and nothing outside that folder lists the kinds but the pages that ask for them.
struct FactorKind {
    std::string_view name;
    bool is_spare = false;  // it runs out: asked after all others, and never alone

    bool operator==(FactorKind const&) const = default;
};

// After ten failed challenges in a row a factor waits, a minute at first, doubling to an hour.
std::chrono::minutes factor_wait(std::int64_t failed_challenges);
// NIST SP 800-63B-4 section 3.2.2: after a hundred it must be bound anew.
constexpr bool factor_is_worn_out(std::int64_t failed_challenges) {
    return failed_challenges >= 100;
}

struct FactorFacts {
    std::string kind;
    std::int64_t failed_challenges = 0;
    std::optional<Time> wait_until;
    bool is_preferred = false;
    Time made_at;
    std::optional<Time> stopped_at = {};  // its owner lost it; until it is there again or replaced
    // In recoveries, counted apart: whoever reads a mailbox guesses there, and its owner goes on signing in.
    std::int64_t failed_in_recovery = 0;
    std::optional<Time> recovery_waits_until = {};
};

struct FactorUsable {};
struct FactorWaits {
    Time until;
};
struct FactorWornOut {};
struct FactorStopped {};
using FactorStanding = std::variant<FactorUsable, FactorWaits, FactorWornOut, FactorStopped>;
FactorStanding standing_of(FactorFacts const& factor, Time now);
// The same in a recovery, of all drafts together. Whether it was stopped is for the draft to say.
FactorStanding standing_in_recovery(FactorFacts const& factor, Time now);

// By index, first choice first: the preferred one, else the oldest; a spare one last. Kinds that are not in
// `known` cannot be asked for here, but they are factors all the same: whoever has only such gets no choice,
// and no way around.
std::vector<std::size_t> factors_in_order(std::span<FactorFacts const> factors,
                                          std::span<FactorKind const> known);
// Of these, what a person may be asked for now.
std::vector<std::size_t> factors_to_ask(std::span<FactorFacts const> factors,
                                        std::span<FactorKind const> known, Time now);

// Whether something is left without it that can be asked each time, and is not worn out or stopped.
bool may_be_removed(std::size_t which, std::span<FactorFacts const> factors,
                    std::span<FactorKind const> known);

// Why there is none to ask for: the soonest wait, else that one was stopped, else that all are worn out.
std::variant<FactorWaits, FactorWornOut, FactorStopped> why_none_can_be_asked(
    std::span<FactorFacts const> factors, std::span<FactorKind const> known, Time now);

}  // namespace voordeur
