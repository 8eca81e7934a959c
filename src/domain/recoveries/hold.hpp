// SPDX-License-Identifier: EUPL-1.2
// The two days after a recovery. Whoever changes something sensitive asks here.
#pragma once

#include <optional>
#include <string>

#include "recoveries/recovery_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;

// Of the last one, however long ago.
std::optional<Recovered> recovered(Transaction& transaction, Id<Account> const& account_id);
void begin_hold(Transaction& transaction, Id<Account> const& account_id, Recovered const& recovered);
// Until when e-mail, telephone, factors and sheet cannot be changed; nullopt: they can.
std::optional<Time> held_back_until(Transaction& transaction, Id<Account> const& account_id, Time now);

}  // namespace voordeur
