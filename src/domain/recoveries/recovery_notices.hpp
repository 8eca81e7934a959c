// SPDX-License-Identifier: EUPL-1.2
// Who is told of a recovery: the mailbox, one that it had until lately, and the telephone that is or was the
// account's, lost or not.
#pragma once

#include <optional>
#include <vector>

#include "accounts/account_store.hpp"
#include "accounts/tell_owner.hpp"
#include "factors/factor_store.hpp"
#include "recoveries/recovery_rooms.hpp"
#include "recoveries/recovery_store.hpp"

namespace voordeur {

// Gather them before anything is replaced.
struct Told {
    OwnerToTell owner;
    std::optional<Practice> practice;
    std::vector<PhoneNumber> phones;
    bool is_former = false;  // the mailbox is another's from now on
};
Told whom_to_tell(RecoveryStep const& step, Account const& account);

void tell_of_wait(RecoveryStep const& step, Told const& told, Recovery const& waiting);
// Its hour has come.
void tell_of_hour(RecoveryStep const& step, Told const& told, Recovery const& waiting);
void tell_of_stop(RecoveryStep const& step, Told const& told, Id<Recovery> const& stopped);
void tell_of_stopped_sms(RecoveryStep const& step, Told const& told, Id<Factor> const& phone);
void tell_of_resumed_sms(RecoveryStep const& step, Told const& told, Id<Factor> const& phone);
struct Committed {
    Recovery const& draft;
    bool stopped_deletion = false;  // of the account, which somebody had asked for
};
void tell_of_commit(RecoveryStep const& step, Told const& told, Committed const& committed);

}  // namespace voordeur
