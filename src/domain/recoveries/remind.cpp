// SPDX-License-Identifier: EUPL-1.2
#include "recoveries/remind.hpp"

#include "accounts/account_store.hpp"
#include "recoveries/recovery_notices.hpp"

namespace voordeur {
namespace {

bool remind(RecoveryStep const& step, Recovery const& waiting) {
    if (!lock_account(step.transaction, waiting.account_id)) return false;
    if (!note_reminded(step.transaction, waiting.id, step.now)) return false;
    auto const account = find_password(step.transaction, waiting.account_id).value().account;
    tell_of_hour(step, whom_to_tell(step, account), waiting);
    return true;
}

}  // namespace

std::int64_t remind_of_recoveries(RecoveryRooms const& rooms, Time now) {
    auto const waiting = rooms.database.read(
        [&](Transaction& transaction) { return recoveries_to_remind_of(transaction, now); });
    std::int64_t reminded = 0;
    for (auto const& each : waiting)
        if (rooms.database.transaction([&](Transaction& transaction) {
                return remind({transaction, rooms, now}, each);
            }))
            ++reminded;
    return reminded;
}

}  // namespace voordeur
