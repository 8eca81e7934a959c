// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accounts/identity_rules.hpp"
#include "base/time.hpp"
#include "crypto/sealer.hpp"
#include "store/database.hpp"
#include "words/language.hpp"

namespace voordeur {

// One person's own login.
struct Account {
    Id<Account> id;
    std::string customer_number;  // everybody may sign in with it
    std::string email;            // its mailbox, which others may share
    std::string name;
    Language language = Language::dutch;
    bool has_email_name = true;  // false: another account signs in with this address

    // With which it signs in, as a person writes it.
    std::string key() const;
};

struct AccountPassword {
    Account account;
    std::string sealed_hash;
};

struct NewAccount {
    Account account;
    std::string password_hash;  // encoded; sealed on its way in
    IdentityProof identity = IdentityProof::details;
};

std::optional<Account> find_account_by_customer_number(Transaction& transaction, std::string const& number);
// By what a person types to sign in: SignInName::text().
std::optional<AccountPassword> find_sign_in(Transaction& transaction, std::string const& name);
// What is counted of whoever types this name: the account's id, whichever of its names it is, or the name
// itself where it is nobody's. It takes as long for either.
std::string counted_as(Transaction& transaction, std::string const& name);
// Those with this mailbox, the oldest first; at most ten.
std::vector<Account> accounts_at(Transaction& transaction, std::string const& email);
std::optional<AccountPassword> find_password(Transaction& transaction, Id<Account> const& account_id);
// Until the transaction ends: what one account does at once in two places is done one after the other.
// False: it was closed.
bool lock_account(Transaction& transaction, Id<Account> const& account_id);
// Whether somebody signs in with this address. What decides by it is done one after the other until the
// transaction ends.
bool lock_email_name(Transaction& transaction, std::string const& email);

// When it was last recovered, and what that chose, in the words of `recovery/`; nullopt: never.
struct StoredRecovered {
    Time at;
    std::string chose;
};
std::optional<StoredRecovered> find_recovered(Transaction& transaction, Id<Account> const& account_id);
void note_recovered(Transaction& transaction, Id<Account> const& account_id,
                    StoredRecovered const& recovered);

// The account, and its address as a sign-in name. False: another account has that name, and this one signs in
// with its customer number.
bool add_account(Transaction& transaction, NewAccount const& account, Sealer const& sealer, Time now);
// Nobody signs in to it any more: its address may become somebody's anew, and its name, number and password
// are gone. The row stays, for what was accepted and for the ids of others. False: it was closed before.
bool close_account(Transaction& transaction, Id<Account> const& account_id, Time now);
// Its mailbox, and its sign-in name where that is not another account's. False: it was closed.
bool replace_email(Transaction& transaction, Id<Account> const& account_id, std::string const& email,
                   Time now);
// Since when it signs in with its address; nullopt: it does not.
std::optional<Time> email_name_since(Transaction& transaction, Id<Account> const& account_id);
// In which it is written to. False: it was so already.
bool save_language(Transaction& transaction, Id<Account> const& account_id, Language language);
// Since when it is there, and how it was established who its person is.
struct AccountOrigin {
    Time made_at;
    IdentityProof identity;
};
std::optional<AccountOrigin> find_origin(Transaction& transaction, Id<Account> const& account_id);
// Its owner wants it gone, or changes their mind. False: it was so already, or it was closed.
bool ask_deletion(Transaction& transaction, Id<Account> const& account_id, Time now);
bool stop_deletion(Transaction& transaction, Id<Account> const& account_id);
std::optional<Time> deletion_asked_at(Transaction& transaction, Id<Account> const& account_id);
// Those whose owners asked before, the first ones first.
std::vector<Id<Account>> accounts_to_delete(Transaction& transaction, Time asked_before, std::int64_t most);
// It was signed in to; whoever was told that it ends is told anew another time. A day's second time writes
// nothing.
void note_account_use(Transaction& transaction, Id<Account> const& account_id, Time now);
struct AccountUse {
    Time used_at;                 // or made
    std::optional<Time> told_at;  // that it ends
};
std::optional<AccountUse> find_account_use(Transaction& transaction, Id<Account> const& account_id);
void note_unused_told(Transaction& transaction, Id<Account> const& account_id, Time now);
// As unused_rules has it, the ones that were used longest ago first.
std::vector<Id<Account>> unused_accounts_to_tell(Transaction& transaction, std::chrono::years unused_for,
                                                 Time now, std::int64_t most);
std::vector<Id<Account>> unused_accounts_to_close(Transaction& transaction, std::chrono::years unused_for,
                                                  Time now, std::int64_t most);
// It is given to nobody again, whatever becomes of its account or registration.
void keep_customer_number(Transaction& transaction, Mac const& mac, std::string const& number, Time now);
bool was_customer_number(Transaction& transaction, Mac const& mac, std::string const& number);
void save_password_hash(Transaction& transaction, Id<Account> const& account_id, std::string const& encoded,
                        Sealer const& sealer);

// Where an account's password hash lies, for sealing.
SealContext account_password_context(Id<Account> const& account_id);

}  // namespace voordeur
