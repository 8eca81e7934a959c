// SPDX-License-Identifier: EUPL-1.2
// A draft as its browser sees it: how it begins, and where it stands. Nothing of the account changes here.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "accounts/account_store.hpp"
#include "factors/factor_store.hpp"
#include "practices/practice_store.hpp"
#include "recoveries/recovery_rooms.hpp"
#include "recoveries/recovery_store.hpp"

namespace voordeur {

struct DraftFacts {
    Time now;
    Recovery draft;
    Account account;
    std::optional<Practice> practice;  // whom to call
    Proofs given;                      // in this draft
    Proofs counting;                   // of these, what no recovery of the last two days chose
    RecoveryStanding standing;
    Renewal renewal;  // what a commit chooses
    std::vector<Factor> factors;
    bool has_super_pin = false;
    bool has_passkey = false;  // that verifies its user
    bool new_phone_is_proved = false;
    bool new_mailbox_is_proved = false;
    std::int64_t stopped_lately = 0;
};
// nullopt: this browser has none that goes on.
std::optional<DraftFacts> draft_facts(RecoveryRooms const& rooms, Recovering const& by);
// The same in the caller's transaction, of a draft that it has locked.
DraftFacts facts_of_draft(RecoveryStep const& step, Recovery const& draft);

// Whose link it is; nothing begins. nullopt: it begins nothing any more.
std::optional<Account> account_of_enter_link(RecoveryRooms const& rooms, std::string const& token, Time now);

struct DraftBegun {};
struct NoSuchLink {};
struct BegunTooOften {};
using BeginOutcome = std::variant<DraftBegun, NoSuchLink, BegunTooOften>;
// By the link of the mail: the mailbox is proved. The browser's key is as good as new: whoever knew its
// cookie before is not in the draft.
BeginOutcome begin_draft_by_link(RecoveryRooms const& rooms, std::string const& token, Recovering const& by);
// By a password that was right a moment ago, in the caller's transaction.
BeginOutcome begin_draft_by_password(Transaction& transaction, RecoveryRooms const& rooms,
                                     Id<Account> const& account_id, Recovering const& by);

// In the caller's transaction, where `proof` was right a moment ago.
BeginOutcome begin_draft_with(RecoveryStep const& step, Id<Account> const& account_id, Proof proof,
                              Recovering const& by);

}  // namespace voordeur
