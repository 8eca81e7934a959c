// SPDX-License-Identifier: EUPL-1.2
// The tables `passkey` and `passkey_question`, and an account's handle.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accounts/account_store.hpp"
#include "base/random.hpp"
#include "factors/factor_store.hpp"
#include "factors/passkeys/verify_passkey.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Passkey {
    Id<Passkey> id;
    Id<Factor> factor_id;
    PasskeyFacts facts;
    std::string transports;  // "internal hybrid"
    std::string name;
    Time made_at;
    std::optional<Time> last_used_at = {};
};

// Those that sign in, oldest first.
std::vector<Passkey> passkeys_of(Transaction& transaction, Id<Account> const& account_id);

struct OwnedPasskey {
    Passkey passkey;
    Account account;
    std::string user_handle;
};
// Of whomever, by what its authenticator knows it as; nullopt: unknown, removed, or its account is closed.
std::optional<OwnedPasskey> find_passkey(Transaction& transaction, std::string const& credential_id);

// Whoever's, and whether or not it still signs in.
bool is_passkey_known(Transaction& transaction, std::string const& credential_id);
// False, and nothing is kept: it is known.
bool add_passkey(Transaction& transaction, Passkey const& fresh, std::string const& rp_id);
// True for one caller of those who saw this count, and none when it was removed.
bool note_passkey_use(Transaction& transaction, Passkey const& passkey, PasskeyRight const& right, Time now);
void rename_passkey(Transaction& transaction, Id<Passkey> const& id, std::string const& name);
void remove_passkey(Transaction& transaction, Id<Passkey> const& id);

// nullopt: none was made for this account yet.
std::optional<std::string> find_passkey_handle(Transaction& transaction, Id<Account> const& account_id);
// 64 bytes, made at the first asking and never changed.
std::string passkey_handle(Transaction& transaction, Id<Account> const& account_id, Random& random);

// True for exactly one caller for each question.
bool spend_passkey_question(Transaction& transaction, std::string const& challenge, Time now);
std::int64_t forget_passkey_questions_before(Transaction& transaction, Time when);

// How many sign in at another host than this one, and at which.
struct PasskeysElsewhere {
    std::int64_t count = 0;
    std::string rp_id;
};
PasskeysElsewhere passkeys_elsewhere(Transaction& transaction, std::string const& rp_id);
// How many were forgotten. Their factors end where the account has another that can be asked each time.
std::int64_t forget_passkeys_at(Transaction& transaction, std::string const& rp_id, Time now);

}  // namespace voordeur
