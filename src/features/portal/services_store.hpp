// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Account;
struct Practice;

// Practices that an account got since then; the one it began with is none of them.
std::vector<Id<Practice>> practices_added_since(Transaction& transaction, Id<Account> const& account_id,
                                                Time since);

}  // namespace voordeur
