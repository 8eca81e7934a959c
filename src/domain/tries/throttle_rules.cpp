// SPDX-License-Identifier: EUPL-1.2
#include "tries/throttle_rules.hpp"

#include <algorithm>
#include <utility>

namespace voordeur {
namespace {

constexpr std::chrono::hours remembered{24};

bool is_forgotten(ThrottleState const& state, Time now) {
    return now >= state.last_failure_at + remembered;
}

int faded(ThrottleState const& state, ThrottlePolicy const& policy, Time now) {
    if (now <= state.last_failure_at) return 0;
    auto const share = std::chrono::duration<double>(now - state.last_failure_at) / remembered;
    return static_cast<int>(std::min(share, 1.0) * policy.free);
}

}  // namespace

std::chrono::seconds wait_after(int failures, ThrottlePolicy const& policy) {
    auto const over = failures - policy.free;
    if (over <= 0) return std::chrono::seconds(0);
    // 2^20 seconds is longer than any `longest`.
    return std::min(std::chrono::seconds(1 << std::min(over, 20)), policy.longest);
}

std::chrono::seconds wait_left(ThrottleState const& state, Time now) {
    if (now >= state.wait_until || is_forgotten(state, now) || was_set_back_since(state.last_failure_at, now))
        return std::chrono::seconds(0);
    return std::chrono::ceil<std::chrono::seconds>(state.wait_until - now);
}

ThrottleState with_failure(ThrottleState state, std::string const& input, ThrottlePolicy const& policy,
                           Time now) {
    if (is_forgotten(state, now)) state = {};
    state.failures = std::max(0, state.failures - faded(state, policy, now));
    auto const repeated = !input.empty() && state.last_input == input;
    if (!repeated) ++state.failures;
    state.last_input = input;
    state.last_failure_at = now;
    // No wait is not `now`: a request that began a moment earlier would wait for it.
    auto const wait = wait_after(state.failures, policy);
    state.wait_until = wait.count() > 0 ? now + wait : Time();
    return state;
}

bool counts_on_network(ThrottleState const& own, ThrottlePolicy const& own_policy) {
    return own.failures == 0 || own.failures >= own_policy.free;
}

ThrottleState taken_back(ThrottleState state, CountedTry const& counted) {
    auto const& [before, after] = counted;
    if (state == after) return before;
    auto const added_one = before.last_input != after.last_input;
    return added_one ? without_failure(std::move(state)) : state;
}

ThrottleState without_failure(ThrottleState state) {
    state.failures = std::max(0, state.failures - 1);
    state.wait_until = {};
    state.last_input.clear();
    return state;
}

}  // namespace voordeur
