// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

// Its id; nullopt when the account has none, or another transaction just ended it.
std::optional<std::string> end_second_factor(Transaction& transaction, std::string const& account_id,
                                             Time now);
// No code that was sent works any more, for signing in or for binding.
void end_attempts_of_account(Transaction& transaction, std::string const& account_id, Time now);

}  // namespace voordeur
