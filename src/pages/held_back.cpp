// SPDX-License-Identifier: EUPL-1.2
#include "held_back.hpp"

#include "app.hpp"
#include "recoveries/hold.hpp"
#include "store/database.hpp"

namespace voordeur {

std::optional<HeldBack> held_back(App const& app, Session const& session, Change change, Time now) {
    if (!is_held_back(change)) return std::nullopt;
    auto const methods = good_for(change, session.methods);
    auto const& id = session.account.id;
    return app.database.read([&](Transaction& transaction) -> std::optional<HeldBack> {
        auto const last = recovered(transaction, id);
        auto const until = held_back_until(last, methods, now);
        if (!until) return std::nullopt;
        HeldBack held{*until, ways_of(transaction, id, now)};
        std::erase_if(held.ways, [&](Way const& way) {
            auto const with = with_used(methods, {way.factor.facts.kind, now, change});
            return !way.can_be_asked() || !left_as_it_was(with, last->chose).lifts();
        });
        return held;
    });
}

}  // namespace voordeur
