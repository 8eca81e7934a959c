// SPDX-License-Identifier: EUPL-1.2
// What ends a draft: a wait that begins, a stop, the owner's own sign-in, or the one commit that does
// everything at once.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "recoveries/recovery_rooms.hpp"
#include "recoveries/recovery_store.hpp"
#include "sessions/session_rules.hpp"

namespace voordeur {

struct WaitBegun {
    Time opens_at;
};
struct WaitsAlready {  // by a draft of the account that less began
    Time opens_at;
};
struct NoWait {};          // it opens at once, or not at all
struct WaitedTooOften {};  // thrice today: the practice is the way
struct WaitWithoutDraft {};
using WaitOutcome = std::variant<WaitBegun, WaitsAlready, NoWait, WaitedTooOften, WaitWithoutDraft>;
// "That is all I have". Everybody who can be told is told.
WaitOutcome begin_recovery_wait(RecoveryRooms const& rooms, Recovering const& by);

struct AccountRecovered {};
struct MayNotRecover {};  // what was proved does not open it now
struct PasswordIsMissing {};
struct NewPhoneIsMissing {};
struct NewMailboxIsMissing {};  // or the address got an account meanwhile
struct NothingToRecover {};     // with what was proved one signs in
struct RecoveryOver {};
using RecoverOutcome = std::variant<AccountRecovered, MayNotRecover, PasswordIsMissing, NewPhoneIsMissing,
                                    NewMailboxIsMissing, NothingToRecover, RecoveryOver>;
// `password_hash`: encoded, where one is chosen; it may be chosen only where the renewal says so.
RecoverOutcome recover(RecoveryRooms const& rooms, Recovering const& by,
                       std::optional<std::string> const& password_hash);

struct Stopped {
    bool comes_to_practice;  // it was stopped often lately
};
struct StoppedAfterwards {};  // it was done already: everybody is signed out
struct NothingToStop {};
using StopOutcome = std::variant<Stopped, StoppedAfterwards, NothingToStop>;
StopOutcome stop_recovery(RecoveryRooms const& rooms, std::string const& token, std::string const& network,
                          Time now);
// Whose link it is; nothing is stopped.
std::optional<Account> account_of_stop_link(RecoveryRooms const& rooms, std::string const& token, Time now);

// In the transaction of a sign-in with all factors: its owner is there, and every draft of somebody else
// ends. Not where one of them was chosen by a recovery in the last two days: it may be another's who signs
// in.
void end_recoveries_at_sign_in(RecoveryStep const& step, Account const& account, UsedMethods const& methods);

}  // namespace voordeur
