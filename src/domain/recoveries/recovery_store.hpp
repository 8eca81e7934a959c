// SPDX-License-Identifier: EUPL-1.2
// The tables `recovery` and `recovery_proof`: drafts in which somebody proves what is left.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "crypto/tokens.hpp"
#include "recoveries/recovery_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;
struct Challenge;

enum class RecoveryEnd { stop_link, owner, other_draft, restored };

// A draft. Nothing of the account changes before it is committed.
struct Recovery {
    Id<Recovery> id;
    Id<Account> account_id;
    std::string browser_key;  // it belongs to that browser
    Time begun_at;
    std::optional<Id<Challenge>> binding_id = {};  // of a new telephone
    std::optional<RecoveryWait> wait = {};
    std::optional<std::string> new_mailbox = {};  // where the one before is lost
    std::optional<Time> new_mailbox_proved_at = {};
};

// The newest of this browser that is neither committed nor ended, nor older than a draft holds.
std::optional<Recovery> find_draft(Transaction& transaction, std::string const& browser_key, Time now);
// The same, its account locked until the transaction ends; nullopt too where that is closed.
std::optional<Recovery> lock_draft(Transaction& transaction, std::string const& browser_key, Time now);
// Whatever its browser and its age; of one that is committed or ended: nullopt.
std::optional<Recovery> find_recovery(Transaction& transaction, Id<Recovery> const& id);
// The one with a wait that goes on, or has passed and can still be made use of, and that began with no more
// than these proofs; the soonest. A stranger's own hides nobody's.
std::optional<Recovery> find_waiting_recovery(Transaction& transaction, Id<Account> const& account_id,
                                              Proofs const& proofs, Time now);
// In no draft of the account any more: what they rested on was lost or replaced.
void forget_proofs(Transaction& transaction, Id<Account> const& account_id, Proofs const& proofs);

// Those whose wait has passed, and of which nobody was reminded; a few.
std::vector<Recovery> recoveries_to_remind_of(Transaction& transaction, Time now);
// True for exactly one caller.
bool note_reminded(Transaction& transaction, Id<Recovery> const& id, Time now);

void add_recovery(Transaction& transaction, Recovery const& fresh);
void set_recovery_binding(Transaction& transaction, Id<Recovery> const& id,
                          Id<Challenge> const& challenge_id);
// In the place of another one; it is not proved yet.
void set_new_mailbox(Transaction& transaction, Id<Recovery> const& id, std::string const& email);
// True for exactly one caller.
bool note_new_mailbox_proved(Transaction& transaction, Id<Recovery> const& id, Time now);
// Again is later: the newer time counts.
void note_proof(Transaction& transaction, Id<Recovery> const& id, Proof proof, Time now);
// Those that are no older than a draft holds.
Proofs proofs_of(Transaction& transaction, Id<Recovery> const& id, Time now);

// True for exactly one caller, once for a draft.
bool begin_wait(Transaction& transaction, Id<Recovery> const& id, RecoveryWait const& wait);
// True for exactly one caller, whatever drafts of the account others commit at once: every other one ends,
// and every link that begins one. Locks the account; false where that is closed.
bool commit_recovery(Transaction& transaction, Recovery const& draft, Time now);
// True for exactly one caller; a committed one ends no more.
bool end_recovery(Transaction& transaction, Id<Recovery> const& id, RecoveryEnd by, Time now);
// Those that go on; those of them with a wait.
std::vector<Id<Recovery>> end_recoveries(Transaction& transaction, Id<Account> const& account_id,
                                         RecoveryEnd by, Time now);
// How many a stop link ended after `since`.
std::int64_t stopped_since(Transaction& transaction, Id<Account> const& account_id, Time since);
// When it was committed, if it was.
std::optional<Time> committed_at(Transaction& transaction, Id<Recovery> const& id);

// Everybody's: what was stopped after a backup would go on.
void end_all_recoveries(Transaction& transaction, Time now);
// Of an account that is closed.
void forget_recoveries_of(Transaction& transaction, Id<Account> const& account_id);
std::int64_t forget_recoveries_begun_before(Transaction& transaction, Time when);

// "mailbox phone": for the audit log and the notices' tests.
std::string stored_text(Proofs const& proofs);
// Of what one may be; a name that is not known proves nothing.
std::optional<Proof> proof_named(std::string_view stored);

}  // namespace voordeur
