// SPDX-License-Identifier: EUPL-1.2
// The table `recovery_link`: links that begin a recovery, that stop one, and that confirm its new mailbox.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "crypto/tokens.hpp"
#include "recoveries/recovery_store.hpp"

namespace voordeur {

// One that is about a draft.
struct DraftLink {
    Id<Account> account_id;
    Id<Recovery> recovery_id;
};
// `about`: an account's id, or what stands for nobody.
void add_enter_link(Transaction& transaction, std::string const& about, LinkToken const& token, Time now);
// The newest that hold begin to do so anew.
void keep_enter_links(Transaction& transaction, std::string const& about, Time now);
// How many were made in the last day.
std::int64_t enter_links_today(Transaction& transaction, std::string const& about, Time now);
// nullopt: unknown, ended, expired, or as many newer ones hold.
std::optional<Id<Account>> find_enter_link(Transaction& transaction, std::string const& token, Time now);
void add_stop_link(Transaction& transaction, DraftLink const& link, LinkToken const& token, Time now);
// nullopt: unknown or expired.
std::optional<DraftLink> find_stop_link(Transaction& transaction, std::string const& token, Time now);
// True for exactly one caller.
bool end_link(Transaction& transaction, std::string const& token, Time now);

void end_mailbox_links_of(Transaction& transaction, Id<Recovery> const& recovery_id, Time now);
// Those to another address of the draft end.
void add_mailbox_link(Transaction& transaction, DraftLink const& link, LinkToken const& token, Time now);
// nullopt: unknown, ended or expired.
std::optional<DraftLink> find_mailbox_link(Transaction& transaction, std::string const& token, Time now);
// How many were made for a draft.
std::int64_t mailbox_links_of(Transaction& transaction, Id<Recovery> const& recovery_id);

// Of an account: those that begin one.
void end_enter_links(Transaction& transaction, Id<Account> const& account_id, Time now);
void end_all_enter_links(Transaction& transaction, Time now);
void forget_recovery_links_of(Transaction& transaction, Id<Account> const& account_id);
std::int64_t forget_recovery_links_expired_before(Transaction& transaction, Time when);

}  // namespace voordeur
