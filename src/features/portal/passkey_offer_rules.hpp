// SPDX-License-Identifier: EUPL-1.2
// When whoever signed in is offered a passkey: once one can be added, where it helps, and not again after a
// no.
#pragma once

#include <chrono>
#include <optional>

#include "base/time.hpp"

namespace voordeur {

// A no is kept in the browser that it was said in, since it is about that device.
inline constexpr std::chrono::days no_passkey_lasts{180};
inline constexpr std::chrono::days passkey_is_offered_for{7};

struct PasskeyOfferFacts {
    bool has_passkeys = false;
    bool said_no = false;
    bool came_by_another_device = false;  // by a passkey, in this sign-in
    Time account_made_at = {};
    std::optional<Time> free_since = {};  // when the days after a recovery ended, or will
};

enum class PasskeyOffer { none, first_one, on_this_device };

constexpr PasskeyOffer passkey_offer(PasskeyOfferFacts const& facts, Time now) {
    // In the days after a recovery none can be added.
    if (facts.said_no || (facts.free_since && now < *facts.free_since)) return PasskeyOffer::none;
    if (facts.came_by_another_device) return PasskeyOffer::on_this_device;
    if (facts.has_passkeys) return PasskeyOffer::none;
    auto const is_new = now < facts.account_made_at + passkey_is_offered_for;
    auto const has_recovered = facts.free_since && now < *facts.free_since + passkey_is_offered_for;
    return is_new || has_recovered ? PasskeyOffer::first_one : PasskeyOffer::none;
}

}  // namespace voordeur
