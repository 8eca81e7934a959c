// SPDX-License-Identifier: EUPL-1.2
#include "accounts/throttle_rules.hpp"

#include <algorithm>

namespace voordeur {
namespace {

constexpr std::chrono::hours remembered{24};

bool is_forgotten(ThrottleState const& state, Time now) {
    return now >= state.last_failure_at + remembered;
}

}  // namespace

std::chrono::seconds wait_after(int failures, ThrottlePolicy const& policy) {
    auto const over = failures - policy.free;
    if (over <= 0) return std::chrono::seconds(0);
    // 2^20 seconds is longer than any `longest`.
    return std::min(std::chrono::seconds(1 << std::min(over, 20)), policy.longest);
}

std::chrono::seconds wait_left(ThrottleState const& state, Time now) {
    if (now >= state.wait_until || is_forgotten(state, now)) return std::chrono::seconds(0);
    return std::chrono::ceil<std::chrono::seconds>(state.wait_until - now);
}

ThrottleState with_failure(ThrottleState state, std::string const& input, ThrottlePolicy const& policy,
                           Time now) {
    if (is_forgotten(state, now)) state = {};
    auto const repeated = !input.empty() && state.last_input == input;
    if (!repeated) ++state.failures;
    state.last_input = input;
    state.last_failure_at = now;
    state.wait_until = now + wait_after(state.failures, policy);
    return state;
}

ThrottleState without_failure(ThrottleState state) {
    state.failures = std::max(0, state.failures - 1);
    // Not `now`: a request that began a moment earlier, on a bucket that others share, would wait for it.
    state.wait_until = {};
    state.last_input.clear();
    return state;
}

}  // namespace voordeur
