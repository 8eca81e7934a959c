// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

// Removes what has no more use (design: data): challenges, throttles and visits after a day, sessions after
// 30 days, the personal data of registrations that ended without an account after 90 days. May run on several
// machines at once; each statement is a transaction of its own.
void sweep(Database& database, Time now);

}  // namespace voordeur
