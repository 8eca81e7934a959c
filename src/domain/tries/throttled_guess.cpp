// SPDX-License-Identifier: EUPL-1.2
#include "tries/throttled_guess.hpp"

#include <algorithm>
#include <cstddef>

#include "tries/throttle_store.hpp"
#include "values/network.hpp"

namespace voordeur {
namespace {

using Kind = GuessBucket::Kind;

// Elsewhere nobody is told that the owner mistyped the same: it may be what belongs to another name.
std::chrono::seconds wait_of(GuessBucket const& bucket, ThrottleState const& state, std::string const& input,
                             Time now) {
    return bucket.kind == Kind::own ? wait_left_for(state, input, now) : wait_left(state, now);
}

std::chrono::seconds longest_wait(Guess const& guess, std::vector<ThrottleState> const& states, Time now) {
    std::chrono::seconds wait{0};
    for (std::size_t i = 0; i < states.size(); ++i)
        wait = std::max(wait, wait_of(guess.buckets[i], states[i], guess.input, now));
    return wait;
}

TakenGuess count(Transaction& transaction, Guess const& guess, std::vector<ThrottleState> const& states,
                 Time now) {
    auto const own = std::ranges::find(guess.buckets, Kind::own, &GuessBucket::kind);
    auto const& own_state = states[static_cast<std::size_t>(own - guess.buckets.begin())];
    auto const on_network = counts_on_network(own_state, own->policy);
    TakenGuess taken;
    taken.mends_a_mistake = own_state.failures == 1 && own_state.last_input != guess.input;
    for (std::size_t i = 0; i < states.size(); ++i) {
        auto const& bucket = guess.buckets[i];
        if (bucket.kind == Kind::network && !on_network) continue;
        CountedTry const counted{states[i], with_failure(states[i], guess.input, bucket.policy, now)};
        save_throttle(transaction, bucket.bucket, counted.after);
        taken.counted.emplace_back(bucket.bucket, counted);
    }
    return taken;
}

}  // namespace

std::vector<GuessBucket> network_buckets(Mac const& mac, std::string const& kind, std::string const& network,
                                         ThrottlePolicy const& policy) {
    auto const bucket = [&](std::string const& where, ThrottlePolicy const& limit) {
        return GuessBucket{Kind::network, kind + ":" + mac.of("throttle " + kind, where), limit};
    };
    std::vector<GuessBucket> buckets{bucket(network, policy)};
    if (auto const site = site_of_network(network)) buckets.push_back(bucket(*site, for_site(policy)));
    return buckets;
}

std::chrono::seconds standing_wait(Transaction& transaction, Guess const& guess, Time now) {
    std::vector<ThrottleState> states;
    for (auto const& bucket : guess.buckets) states.push_back(find_throttle(transaction, bucket.bucket));
    return longest_wait(guess, states, now);
}

TakenGuess take_guess(Transaction& transaction, Guess const& guess, Time now) {
    if (auto const wait = standing_wait(transaction, guess, now); wait.count() > 0) return {.wait = wait};
    std::vector<ThrottleState> states;
    for (auto const& bucket : guess.buckets) states.push_back(lock_throttle(transaction, bucket.bucket));
    if (auto const wait = longest_wait(guess, states, now); wait.count() > 0) return {.wait = wait};
    return count(transaction, guess, states, now);
}

void give_guess_back(Transaction& transaction, TakenGuess const& taken) {
    for (auto const& [bucket, counted] : taken.counted)
        save_throttle(transaction, bucket, taken_back(lock_throttle(transaction, bucket), counted));
}

void note_wrong_guess(Transaction& transaction, Guess const& guess, TakenGuess const& taken) {
    for (auto const& counted : taken.counted) {
        auto const& bucket = counted.first;
        save_throttle(transaction, bucket, with_wrong(lock_throttle(transaction, bucket), guess.input));
    }
}

void note_right_guess(Transaction& transaction, Guess const& guess, TakenGuess const& taken) {
    give_guess_back(transaction, taken);
    for (auto const& bucket : guess.buckets) {
        if (bucket.kind == Kind::own)
            clear_throttle(transaction, bucket.bucket);
        else if (taken.mends_a_mistake)
            save_throttle(transaction, bucket.bucket,
                          without_failure(lock_throttle(transaction, bucket.bucket)));
    }
}

}  // namespace voordeur
