// SPDX-License-Identifier: EUPL-1.2
#include "factors/sms/sms_rules.hpp"

#include <algorithm>

namespace voordeur {
namespace {

// When the `most`-th newest of `times` leaves the window, if it is in it.
std::optional<Time> full_until(std::vector<Time> const& times, int most, std::chrono::seconds window,
                               Time now) {
    if (times.size() < static_cast<std::size_t>(most)) return std::nullopt;
    auto const free = times[static_cast<std::size_t>(most) - 1] + window;
    return free > now ? std::optional(free) : std::nullopt;
}

std::optional<Time> later(std::optional<Time> left, std::optional<Time> right) {
    if (!left || !right) return left ? left : right;
    return std::max(*left, *right);
}

std::optional<Time> limit_until(std::vector<Time> const& times, SmsLimits const& limits, Time now) {
    return later(full_until(times, limits.an_hour, std::chrono::hours(1), now),
                 full_until(times, limits.a_day, std::chrono::hours(24), now));
}

}  // namespace

SmsVerdict may_send_sms(SmsHistory const& history, SmsLimits const& limits, Time now) {
    auto const last = history.last_of_challenge;
    if (last && now < *last + limits.between && !was_set_back_since(*last, now))
        return SmsTooSoon{*last + limits.between};
    if (auto const until =
            later(limit_until(history.of_account, limits, now), limit_until(history.of_phone, limits, now)))
        return SmsLimitReached{*until};
    if (!history.phone_is_bound && (history.unbound_of_practice >= limits.practice_a_day ||
                                    history.unbound_of_country >= limits.country_a_day))
        return SmsBudgetUsed{};
    return SmsMayGo{};
}

Match match_code(std::span<SentCode const> codes, Time now) {
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (!codes[i].is_typed_one) continue;
        if (i >= newest_codes_that_hold || now >= codes[i].made_at + code_lifetime) return Match::expired;
        return Match::right;
    }
    return Match::wrong;
}

}  // namespace voordeur
