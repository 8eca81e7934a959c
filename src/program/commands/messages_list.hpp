// SPDX-License-Identifier: EUPL-1.2
// `voordeur messages`: what waits to be sent, and why, for the operator who looks for a lost mail.
#pragma once

#include <string>

#include "base/time.hpp"
#include "factors/sms/sms_rules.hpp"
#include "store/database.hpp"

namespace voordeur {

// A table of what waits, the most urgent first, how the others of the last day ended, and which SMS budgets
// are used up. Ids and purposes, no addresses.
std::string messages_table(Database& database, SmsLimits const& budgets, Time now);

// The same as JSON lines: each message that waits, then the counts.
std::string messages_as_json(Database& database, Time now);

}  // namespace voordeur
