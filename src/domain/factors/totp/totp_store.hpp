// SPDX-License-Identifier: EUPL-1.2
// What the tables `factor` and `challenge` keep of an app.
#pragma once

#include "factors/challenge_store.hpp"
#include "factors/totp/totp_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

TotpClock clock_of(Transaction& transaction, Id<Factor> const& factor_id);
// True for exactly one caller for each step, and for none after a later one.
bool spend_step(Transaction& transaction, Id<Factor> const& factor_id, TotpClock const& clock);

// Of an app that is being set up.
TotpClock clock_of(Transaction& transaction, Id<Challenge> const& set_up_id);
void set_clock(Transaction& transaction, Id<Challenge> const& set_up_id, TotpClock const& clock);

}  // namespace voordeur
