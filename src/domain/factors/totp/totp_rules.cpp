// SPDX-License-Identifier: EUPL-1.2
#include "factors/totp/totp_rules.hpp"

namespace voordeur {
namespace {

std::vector<std::int64_t> steps_beside(std::int64_t middle, std::int64_t most) {
    std::vector<std::int64_t> steps{middle};
    for (std::int64_t off = 1; off <= most; ++off) {
        steps.push_back(middle - off);
        steps.push_back(middle + off);
    }
    return steps;
}

}  // namespace

std::vector<std::int64_t> steps_to_set_up(Time now) {
    return steps_beside(step_at(now), most_steps_off);
}

std::vector<std::int64_t> steps_to_answer(TotpClock const& clock, Time now) {
    return steps_beside(step_at(now) + clock.steps_off, steps_around);
}

Match match_step(std::optional<std::int64_t> typed, TotpClock const& clock) {
    if (!typed) return Match::wrong;
    return *typed > clock.last_step ? Match::right : Match::expired;
}

}  // namespace voordeur
