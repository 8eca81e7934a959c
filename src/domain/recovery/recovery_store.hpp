// SPDX-License-Identifier: EUPL-1.2
// The tables `recovery`, `recovery_proof` and `recovery_link`: drafts in which somebody proves what is left,
// and the links that begin and stop them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/id.hpp"
#include "crypto/tokens.hpp"
#include "recovery/recovery_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;

enum class RecoveryEnd { stop_link, owner, other_draft, too_late, closed };

struct RecoveryWait {
    Time opens_at;
    Proofs opened_by;
};

struct Recovery {
    Id<Recovery> id;
    Id<Account> account_id;
    std::string browser_key;
    Time begun_at;
    std::optional<RecoveryWait> wait;
};

// Of a draft that goes on: neither committed nor ended. The row stays locked until the transaction ends.
std::optional<Recovery> lock_recovery(Transaction& transaction, Id<Recovery> const& id);
// The newest of this browser that goes on; not locked.
std::optional<Recovery> find_recovery(Transaction& transaction, std::string const& browser_key);
// The newest with a wait that goes on, of whatever browser.
std::optional<Recovery> find_waiting_recovery(Transaction& transaction, Id<Account> const& account_id);

void add_recovery(Transaction& transaction, Recovery const& fresh);
// Again is later: the newer time counts.
void note_proof(Transaction& transaction, Id<Recovery> const& id, Proof proof, Time now);
// That were given after `since`; of the mailbox too.
Proofs proofs_of(Transaction& transaction, Id<Recovery> const& id, Time since);

// True for exactly one caller, once for a draft.
bool begin_wait(Transaction& transaction, Id<Recovery> const& id, RecoveryWait const& wait);
// True for exactly one caller; every other draft of the account ends.
bool commit_recovery(Transaction& transaction, Recovery const& draft, Time now);
// True for exactly one caller; a committed one ends no more.
bool end_recovery(Transaction& transaction, Id<Recovery> const& id, RecoveryEnd by, Time now);
// Those that go on; their ids.
std::vector<Id<Recovery>> end_recoveries(Transaction& transaction, Id<Account> const& account_id,
                                         RecoveryEnd by, Time now);
// How many a stop link ended after `since`.
std::int64_t stopped_since(Transaction& transaction, Id<Account> const& account_id, Time since);

struct RecoveryLink {
    Id<Account> account_id;
    std::optional<Id<Recovery>> recovery_id;  // of a stop link
};
void add_enter_link(Transaction& transaction, Id<Account> const& account_id, LinkToken const& token,
                    Time now);
void add_stop_link(Transaction& transaction, Recovery const& draft, LinkToken const& token, Time now);
// nullopt: unknown, ended, expired, or three newer ones of its account hold.
std::optional<RecoveryLink> find_enter_link(Transaction& transaction, std::string const& token, Time now);
// nullopt: unknown or expired.
std::optional<RecoveryLink> find_stop_link(Transaction& transaction, std::string const& token, Time now);
void end_enter_links(Transaction& transaction, Id<Account> const& account_id, Time now);
// How many were made after `since`.
std::int64_t enter_links_since(Transaction& transaction, Id<Account> const& account_id, Time since);

std::int64_t forget_recoveries_begun_before(Transaction& transaction, Time when);

constexpr std::chrono::days stop_link_holds{10};

}  // namespace voordeur
