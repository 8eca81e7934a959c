// SPDX-License-Identifier: EUPL-1.2
#include "clients/refresh_rules.hpp"

#include <algorithm>

#include "clients/client.hpp"
#include "sessions/session_rules.hpp"

namespace voordeur {
namespace {

constexpr std::size_t most_bits = 32;

}  // namespace

RefreshOutcome outcome_of(RefreshTurn const& shown, RefreshTurn const& used_last) {
    if (shown.number > used_last.number + 1) return RefreshOutcome::never_made;
    if (shown.number > used_last.number) return RefreshOutcome::first_use;
    if (shown.number < used_last.number) return RefreshOutcome::came_again;
    auto const apart = std::chrono::abs(shown.made_at - used_last.made_at);
    return apart <= made_at_once ? RefreshOutcome::holds : RefreshOutcome::came_again;
}

bool may_refresh(Time signed_in_at, Time refreshed_at, Time now) {
    return now < signed_in_at + longest_session && now < refreshed_at + longest_refresh_idle;
}

std::optional<std::vector<std::string>> narrowed_scopes(std::vector<std::string> const& granted,
                                                        std::vector<std::string> const& asked) {
    if (asked.empty()) return granted;
    if (!std::ranges::all_of(asked, [&](std::string const& scope) { return has_word(granted, scope); }))
        return std::nullopt;
    std::vector<std::string> narrowed;
    for (auto const& scope : granted)
        if (scope == openid_scope || has_word(asked, scope)) narrowed.push_back(scope);
    return narrowed;
}

ScopeBits bits_of(std::vector<std::string> const& granted, std::vector<std::string> const& some) {
    if (granted.size() > most_bits || some == granted) return all_scopes;
    ScopeBits bits = 0;
    for (std::size_t at = 0; at < granted.size(); ++at)
        if (has_word(some, granted[at])) bits |= ScopeBits{1} << at;
    return bits;
}

std::vector<std::string> scopes_of(std::vector<std::string> const& granted, ScopeBits bits) {
    if (bits == all_scopes) return granted;
    std::vector<std::string> some;
    for (std::size_t at = 0; at < std::min(granted.size(), most_bits); ++at)
        if ((bits >> at & 1U) != 0) some.push_back(granted[at]);
    return some;
}

}  // namespace voordeur
