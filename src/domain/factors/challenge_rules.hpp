// SPDX-License-Identifier: EUPL-1.2
// A challenge asks one person for one factor, for one purpose: its answers are counted on it, and it is spent
// once. Whatever else is sent in it, it never gives new tries (NIST SP 800-63B-4 section 3.1.3).
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace voordeur {

// What a right answer is good for, and for nothing else: the code that binds a telephone never signs in.
enum class Purpose { bind, sign_in, step_up, recover, change };

constexpr std::string_view stored_name(Purpose purpose) {
    switch (purpose) {
        case Purpose::bind:
            return "bind";
        case Purpose::sign_in:
            return "sign_in";
        case Purpose::step_up:
            return "step_up";
        case Purpose::recover:
            return "recover";
        case Purpose::change:
            return "change";
    }
    return "";
}

// A factor that is being bound is none yet: nothing that fails is counted on it.
constexpr bool asks_for_a_factor(Purpose purpose) {
    return purpose != Purpose::bind;
}

// A second right password from the same browser goes on with the open challenge.
constexpr std::chrono::minutes challenge_goes_on{10};

struct ChallengeFacts {
    std::optional<Time> spent_at;  // its answer was right
    std::optional<Time> used_at;   // and was made use of: the telephone is bound
    std::optional<Time> ended_at;
};

enum class ChallengeState { open, spent, used, over };
constexpr ChallengeState state_of(ChallengeFacts const& facts) {
    if (facts.ended_at) return ChallengeState::over;
    if (facts.used_at) return ChallengeState::used;
    return facts.spent_at ? ChallengeState::spent : ChallengeState::open;
}

// How a typed answer stands.
enum class Match { right, expired, wrong };

}  // namespace voordeur
