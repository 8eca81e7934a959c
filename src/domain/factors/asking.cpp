// SPDX-License-Identifier: EUPL-1.2
#include "factors/asking.hpp"

#include "accounts/account_store.hpp"
#include "base/id.hpp"
#include "factors/answers.hpp"

namespace voordeur {

Id<Challenge> ask_silently(Transaction& transaction, AskingRooms const& rooms, Factor const& factor,
                           Asked const& asked) {
    // Two presses at once: the second finds the first one's.
    lock_account(transaction, factor.account_id);
    if (auto const open =
            lock_open_challenge(transaction, {asked.purpose, factor.id, asked.browser_key}, asked.now);
        open && is_open(transaction, *open, rooms.tries))
        return open->id;
    Challenge fresh{.id = new_id<Challenge>(asked.now, rooms.random),
                    .purpose = asked.purpose,
                    .kind = factor.facts.kind,
                    .account_id = factor.account_id,
                    .factor_id = factor.id,
                    .browser_key = asked.browser_key,
                    .made_at = asked.now};
    add_challenge(transaction, fresh, "", rooms.sealer);
    return fresh.id;
}

std::optional<Challenge> lock_open_set_up(Transaction& transaction, FactorKind kind,
                                          SetUpWanted const& wanted, Time now) {
    return lock_binding(transaction, {wanted.account_id, kind.name, wanted.browser_key}, now - set_up_lasts);
}

Challenge begin_set_up(Transaction& transaction, AskingRooms const& rooms, SetUp const& set_up) {
    Challenge fresh{.id = new_id<Challenge>(set_up.now, rooms.random),
                    .purpose = Purpose::bind,
                    .kind = std::string(set_up.kind.name),
                    .account_id = set_up.wanted.account_id,
                    .browser_key = set_up.wanted.browser_key,
                    .made_at = set_up.now};
    add_challenge(transaction, fresh, set_up.secret, rooms.sealer);
    return fresh;
}

}  // namespace voordeur
