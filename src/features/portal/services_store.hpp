// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

// Ids of practices whose registration at this address was not linked to its account since then, and that did
// not invite again.
std::vector<std::string> practices_refused_since(Transaction& transaction, std::string const& email,
                                                 Time since);
// Ids of practices that an account got since then; the one it began with is none of them.
std::vector<std::string> practices_added_since(Transaction& transaction, std::string const& account_id,
                                               Time since);

}  // namespace voordeur
