// SPDX-License-Identifier: EUPL-1.2
#include "clients/refresh_rules.hpp"

#include <algorithm>

#include "sessions/session_rules.hpp"

namespace voordeur {

RefreshOutcome outcome_of(RefreshTurn const& shown, RefreshTurn const& used_last) {
    if (shown.number > used_last.number + 1) return RefreshOutcome::never_made;
    if (shown.number > used_last.number) return RefreshOutcome::first_use;
    if (shown.number < used_last.number) return RefreshOutcome::came_again;
    auto const apart = std::chrono::abs(shown.made_at - used_last.made_at);
    return apart <= made_at_once ? RefreshOutcome::holds : RefreshOutcome::came_again;
}

Time refresh_ends_at(Time signed_in_at, Time refreshed_at) {
    return std::min<Time>(signed_in_at + longest_session, refreshed_at + longest_refresh_idle);
}

}  // namespace voordeur
