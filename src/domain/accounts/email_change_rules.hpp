// SPDX-License-Identifier: EUPL-1.2
// Another e-mail address of an account. The new one counts from the moment that its link is pressed; the old
// one may stop it, before and for a week after, and is told what happens for three days more.
#pragma once

#include <chrono>
#include <optional>

#include "base/time.hpp"

namespace voordeur {

constexpr std::chrono::hours confirm_link_lasts{24};
constexpr std::chrono::days stop_link_lasts{7};
constexpr std::chrono::hours old_address_is_told_for{72};
// Whoever types addresses of others sends them no flood.
constexpr int email_changes_an_hour = 5;

struct EmailChangeFacts {
    Time made_at;
    std::optional<Time> confirmed_at = {};
    std::optional<Time> ended_at = {};
};

constexpr bool may_be_confirmed(EmailChangeFacts const& change, Time now) {
    return !change.confirmed_at && !change.ended_at && now < change.made_at + confirm_link_lasts;
}

constexpr bool may_be_stopped(EmailChangeFacts const& change, Time now) {
    if (change.ended_at) return false;
    if (!change.confirmed_at) return may_be_confirmed(change, now);
    return now < *change.confirmed_at + stop_link_lasts;
}

}  // namespace voordeur
