// SPDX-License-Identifier: EUPL-1.2
#include "tries/throttle_rules.hpp"

#include <algorithm>
#include <utility>

#include "values/network.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::hours remembered{24};
constexpr std::chrono::seconds same_input_waits{60};
constexpr int same_input_compared = 2;
constexpr int same_input_under_way = 8;

bool is_forgotten(ThrottleState const& state, Time now) {
    return now >= state.last_failure_at + remembered;
}

bool is_same_soon(ThrottleState const& state, std::string const& input, Time now) {
    return !input.empty() && state.last_input == input && now < state.last_failure_at + same_input_waits;
}

int faded(ThrottleState const& state, ThrottlePolicy const& policy, Time now) {
    if (now <= state.last_failure_at) return 0;
    auto const share = std::chrono::duration<double>(now - state.last_failure_at) / remembered;
    return static_cast<int>(std::min(share, 1.0) * policy.free);
}

}  // namespace

ThrottlePolicy for_site(ThrottlePolicy const& of_network) {
    constexpr int most = 1'000'000'000;
    return {std::min(of_network.free, most / networks_for_a_site) * networks_for_a_site, of_network.longest};
}

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

std::chrono::seconds wait_left_for(ThrottleState const& state, std::string const& input, Time now) {
    auto const left = wait_left(state, now);
    auto const is_known_wrong = state.input_wrong >= same_input_compared;
    auto const is_flood = state.input_tries - state.input_wrong >= same_input_under_way;
    if (!is_same_soon(state, input, now) || was_set_back_since(state.last_failure_at, now) ||
        (!is_known_wrong && !is_flood))
        return left;
    return std::max(left,
                    std::chrono::ceil<std::chrono::seconds>(state.last_failure_at + same_input_waits - now));
}

ThrottleState with_failure(ThrottleState state, std::string const& input, ThrottlePolicy const& policy,
                           Time now) {
    if (is_forgotten(state, now)) state = {};
    state.failures = std::max(0, state.failures - faded(state, policy, now));
    auto const repeated = !input.empty() && state.last_input == input;
    if (!repeated) {
        ++state.failures;
        state.input_tries = state.input_wrong = 0;
    } else if (!is_same_soon(state, input, now)) {
        state.input_tries = state.input_wrong = std::min(state.input_wrong, same_input_compared - 1);
    }
    ++state.input_tries;
    state.last_input = input;
    state.last_failure_at = now;
    // No wait is not `now`: a request that began a moment earlier would wait for it.
    auto const wait = wait_after(state.failures, policy);
    state.wait_until = wait.count() > 0 ? now + wait : Time();
    return state;
}

ThrottleState with_wrong(ThrottleState state, std::string const& input) {
    if (state.last_input == input) state.input_wrong = std::min(state.input_wrong + 1, state.input_tries);
    return state;
}

bool counts_on_network(ThrottleState const& own, ThrottlePolicy const& own_policy) {
    return own.failures == 0 || own.failures >= own_policy.free;
}

ThrottleState taken_back(ThrottleState state, CountedTry const& counted) {
    auto const& [before, after] = counted;
    if (state == after) return before;
    auto const added_one = before.last_input != after.last_input;
    if (added_one) return without_failure(std::move(state));
    if (state.last_input == after.last_input) state.input_tries = std::max(0, state.input_tries - 1);
    return state;
}

ThrottleState without_failure(ThrottleState state) {
    state.failures = std::max(0, state.failures - 1);
    state.wait_until = {};
    state.last_input.clear();
    state.input_tries = state.input_wrong = 0;
    return state;
}

}  // namespace voordeur
