// SPDX-License-Identifier: EUPL-1.2
// The tables `email_change` and `email_change_link`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accounts/email_change_rules.hpp"
#include "base/id.hpp"
#include "crypto/tokens.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;

struct EmailChange {
    Id<EmailChange> id;
    Id<Account> account_id;
    std::string old_email;
    std::string new_email;
    EmailChangeFacts facts;
};

// The newest that may still be confirmed.
std::optional<EmailChange> open_email_change(Transaction& transaction, Id<Account> const& account_id,
                                             Time now);
// Any other that is open ends.
void add_email_change(Transaction& transaction, EmailChange const& change);
void end_email_changes(Transaction& transaction, Id<Account> const& account_id, Time now);
// Those too that were confirmed: none is put back any more.
void end_email_changes_since(Transaction& transaction, Id<Account> const& account_id, Time since, Time now);

enum class EmailLink { confirm, stop };
// A confirming one ends those before it.
struct NewEmailLink {
    Id<EmailChange> change_id;
    EmailLink kind;
    Time made_at;
};
void add_email_link(Transaction& transaction, NewEmailLink const& link, LinkToken const& token);
// nullopt: unknown.
std::optional<EmailChange> find_email_change(Transaction& transaction, EmailLink kind,
                                             std::string const& token);

// The account has the new address from now on, and signs in by it where no other account does. True for
// exactly one caller, and only where the account still has the address that the change began with.
bool confirm_email_change(Transaction& transaction, EmailChange const& change, Time now);
// It ends, and so does every later one; what was confirmed is put back. True for exactly one caller, who has
// locked the account before it read the change.
bool stop_email_change(Transaction& transaction, EmailChange const& change, Time now);

// A recovery replaced the address: the one before is told for as long, and can put nothing back.
void note_replaced_email(Transaction& transaction, EmailChange const& replaced);

// Where a change of the account is told: its address, and those that it had until three days ago.
std::vector<std::string> addresses_to_tell(Transaction& transaction, Id<Account> const& account_id,
                                           std::string const& email, Time now);

void forget_email_changes_of(Transaction& transaction, Id<Account> const& account_id);
// Those made before; none of them may be stopped any more.
std::int64_t forget_email_changes_before(Transaction& transaction, Time when);

}  // namespace voordeur
