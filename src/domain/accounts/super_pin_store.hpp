// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "crypto/sealer.hpp"
#include "store/database.hpp"
#include "values/super_pin.hpp"

namespace voordeur {

struct Account;

// Made at E2 and shown at E3 until it is activated; gone an hour after it was made.
struct PendingSuperPin {
    Id<SuperPin> id;
    SuperPin super_pin;
};

struct NewSuperPin {
    Id<SuperPin> id;
    Id<Account> account_id;
    std::string hash;  // Argon2id, encoded
    Time made_at;
};

bool has_super_pin(Transaction& transaction, Id<Account> const& account_id);
// The practice printed it, and may have seen it.
bool has_super_pin_of_letter(Transaction& transaction, Id<Account> const& account_id);
// Whether one was ever made, though it may work no more.
bool had_super_pin(Transaction& transaction, Id<Account> const& account_id);
// The same of one that was kept.
bool had_active_super_pin(Transaction& transaction, Id<Account> const& account_id);

std::optional<PendingSuperPin> find_pending_super_pin(Transaction& transaction, Id<Account> const& account_id,
                                                      Sealer const& sealer, Time now);
// Ends any other that is pending.
void add_pending_super_pin(Transaction& transaction, NewSuperPin const& fresh, SuperPin const& super_pin,
                           Sealer const& sealer);
// Only its hash is left then. False: it was activated, replaced or too old.
bool activate_super_pin(Transaction& transaction, Id<SuperPin> const& id, Time now);
// The same where one is active: that one ends in the same commit. Throws std::logic_error where this one
// cannot be activated; the caller has it locked by its account.
void replace_super_pin(Transaction& transaction, Id<Account> const& account_id, Id<SuperPin> const& id,
                       Time now);
std::int64_t forget_super_pins_ended_before(Transaction& transaction, Time when);
// Of an account that is closed.
void forget_super_pins(Transaction& transaction, Id<Account> const& account_id);
// What was made and not activated in time is gone.
std::int64_t forget_pending_super_pins(Transaction& transaction, Time now);
struct ActiveSuperPin {
    Id<SuperPin> id;
    std::string hash;  // Argon2id, encoded
};
// Throws std::runtime_error where this key ring does not open it.
std::optional<ActiveSuperPin> find_active_super_pin(Transaction& transaction, Id<Account> const& account_id,
                                                    Sealer const& sealer);
void end_pending_super_pin(Transaction& transaction, Id<Account> const& account_id, Time now);
// The active one and one that is pending: a new one is made at the next sign-in.
void end_super_pins(Transaction& transaction, Id<Account> const& account_id, Time now);
// The letter's, which its owner typed at B1.
void add_active_super_pin(Transaction& transaction, NewSuperPin const& fresh, Sealer const& sealer);

}  // namespace voordeur
