// SPDX-License-Identifier: EUPL-1.2
// Which time steps of an app are right. A telephone's clock may differ from ours: by how much is found when
// the app is set up, and followed from then on (RFC 6238 sections 5.2 and 6).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "factors/challenge_rules.hpp"

namespace voordeur {

constexpr std::chrono::seconds totp_step_length{30};
constexpr std::int64_t most_steps_off = 4;  // while it is set up: two minutes
constexpr std::int64_t steps_around = 1;  // later: the step before, since typing takes its time, and the next

constexpr std::int64_t step_at(Time now) {
    return std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()) / totp_step_length;
}

struct TotpClock {
    std::int64_t last_step = 0;  // right last; it and all before it are worth nothing
    std::int64_t steps_off = 0;  // of the app's clock from ours

    bool operator==(TotpClock const&) const = default;
};

// Those whose codes are to be compared, the likeliest first.
std::vector<std::int64_t> steps_to_set_up(Time now);
std::vector<std::int64_t> steps_to_answer(TotpClock const& clock, Time now);

// The clock once this step was right.
constexpr TotpClock clock_after(std::int64_t step, Time now) {
    return {step, step - step_at(now)};
}

// `typed`: the step whose code was typed, among those compared. A code that was used stands as expired.
Match match_step(std::optional<std::int64_t> typed, TotpClock const& clock);

}  // namespace voordeur
