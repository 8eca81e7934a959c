// SPDX-License-Identifier: EUPL-1.2
#include "who_asks.hpp"

#include "app.hpp"
#include "practices/practice_list.hpp"
#include "practices/practice_store.hpp"
#include "recoveries/hold.hpp"
#include "routes/route_finder.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "visitor.hpp"

namespace voordeur {
namespace {

// Of whoever is signed in, or was until their session ended.
std::optional<Practice> practice_of_account(Transaction& transaction, Visitor const& visitor) {
    auto const account = visitor.signed_in
                             ? std::optional(visitor.signed_in->account.id)
                             : account_of_session(transaction, session_hash(*visitor.session_cookie));
    if (!account) return std::nullopt;
    auto const practices = practices_of_account(transaction, *account);
    return practices.empty() ? std::nullopt : std::optional(practices.front());
}

}  // namespace

void load_session(App const& app, Visitor& visitor) {
    if (!visitor.session_cookie) return;
    auto const hash = session_hash(*visitor.session_cookie);
    visitor.signed_in = app.database.read(
        [&](Transaction& transaction) { return find_session(transaction, hash, visitor.now()); });
    if (visitor.signed_in && visitor.now() >= visitor.signed_in->last_used_at + use_noted_every)
        app.database.transaction(
            [&](Transaction& transaction) { note_session_use(transaction, hash, visitor.now()); });
}

void load_practice(App const& app, Visitor& visitor, FoundRoute const& found) {
    if (found.name.ends_with("{slug}")) visitor.practice = app.practices.by_slug(found.part, visitor.now());
    if (!visitor.practice && !visitor.signed_in) visitor.practice = app.practices.only_one(visitor.now());
    if (!visitor.practice && visitor.session_cookie)
        visitor.practice = app.database.read(
            [&](Transaction& transaction) { return practice_of_account(transaction, visitor); });
    if (!visitor.practice) visitor.practice = app.practices.only_one(visitor.now());
}

bool is_held_back(App const& app, Visitor const& visitor) {
    return app.database.read([&](Transaction& transaction) {
        return held_back_until(transaction, visitor.signed_in.value().account.id, visitor.now()).has_value();
    });
}

}  // namespace voordeur
