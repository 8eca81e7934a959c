// SPDX-License-Identifier: EUPL-1.2
// The table `paper_code`.
#pragma once

#include <cstdint>
#include <string>

#include "base/id.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Factor;

void add_paper_code(Transaction& transaction, Id<Factor> const& set_id, std::string const& hash);
// Whether it is one of the set, used or not.
bool is_of_set(Transaction& transaction, Id<Factor> const& set_id, std::string const& hash);
// True for exactly one caller.
bool spend_paper_code(Transaction& transaction, Id<Factor> const& set_id, std::string const& hash, Time now);
std::int64_t paper_codes_left(Transaction& transaction, Id<Factor> const& set_id);

}  // namespace voordeur
