// SPDX-License-Identifier: EUPL-1.2
#include "guessing/password_attack.hpp"

#include <algorithm>
#include <queue>
#include <string>
#include <tuple>

namespace voordeur {
namespace {

using std::chrono::hours;

constexpr Time start{std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)};

// Never twice the same: that would count once.
std::string other_input() {
    static std::uint64_t number = 0;
    return std::to_string(number += 1);
}

void count(ThrottleState& state, ThrottlePolicy const& policy, Time now) {
    state = with_failure(std::move(state), other_input(), policy, now);
}

Time ready_at(ThrottleState const& state, Time now) {
    return now + wait_left(state, now);
}

struct Ready {
    Time at;
    std::size_t which;
    bool operator>(Ready const& other) const { return std::tie(at, which) > std::tie(other.at, other.which); }
};
using Queue = std::priority_queue<Ready, std::vector<Ready>, std::greater<>>;

}  // namespace

AccountGuesses guess_at_account(SignInLimits const& limits, AccountAttack const& attack) {
    auto const networks = static_cast<std::size_t>(attack.networks);
    ThrottleState account;
    std::vector<ThrottleState> own(networks), shared(networks);
    Queue queue;
    for (std::size_t which = 0; which < networks; ++which) {
        for (auto other = 0; other < attack.other_accounts; ++other)
            count(shared[which], limits.network, start);
        queue.push({ready_at(shared[which], start), which});
    }
    AccountGuesses guesses;
    auto const end = start + attack.lasts;
    std::chrono::milliseconds open{0};
    for (auto now = start;;) {
        auto const free_at = ready_at(account, now);
        auto const [ready, which] = queue.top();
        queue.pop();
        auto const next = std::max(free_at, ready);
        if (free_at >= end - hours(24)) open += std::min(next, end) - std::min(free_at, end);
        if (next >= end) break;
        now = next;
        if (counts_on_network(own[which], limits.own)) count(shared[which], limits.network, now);
        count(own[which], limits.own, now);
        count(account, limits.account, now);
        guesses.at.push_back(now);
        queue.push({std::max(ready_at(own[which], now), ready_at(shared[which], now)), which});
    }
    guesses.open_to_patient = std::chrono::duration<double>(open) / hours(24);
    return guesses;
}

ListGuesses guess_at_list(SignInLimits const& limits, std::chrono::days lasts) {
    ThrottleState network;
    std::vector<ThrottleState> own;
    Queue queue;
    ListGuesses guesses;
    auto const end = start + lasts;
    // Whether one more account brings no wait.
    auto const may_add = [&](Time now) {
        auto next = network;
        count(next, limits.network, now);
        return wait_left(next, now).count() == 0;
    };
    for (auto now = start; now < end;) {
        while (may_add(now)) {
            count(network, limits.network, now);
            own.emplace_back();
            queue.push({now, own.size() - 1});
        }
        auto const [ready, which] = queue.top();
        queue.pop();
        now = std::max({now, ready, ready_at(network, now)});
        if (now >= end) break;
        // Its first try was counted when it was added.
        if (own[which].failures > 0 && counts_on_network(own[which], limits.own))
            count(network, limits.network, now);
        count(own[which], limits.own, now);
        if (now >= end - hours(24)) guesses.tries_on_last_day += 1;
        queue.push({ready_at(own[which], now), which});
    }
    guesses.accounts = own.size();
    return guesses;
}

std::chrono::seconds time_to_longest_wait(SignInLimits const& limits) {
    ThrottleState network;
    auto now = start;
    while (wait_left(network, now) < limits.network.longest) {
        now = ready_at(network, now);
        count(network, limits.network, now);
    }
    return std::chrono::floor<std::chrono::seconds>(now - start);
}

}  // namespace voordeur
