// SPDX-License-Identifier: EUPL-1.2
// `voordeur messages`: what waits to be sent, and why, for the operator who looks for a lost mail.
#pragma once

#include <string>

#include "app.hpp"

namespace voordeur {

// A table of what waits, the most urgent first, how the others of the last day ended, and which SMS budgets
// are used up. Ids and purposes, no addresses.
std::string messages_table(App const& app, Time now);

}  // namespace voordeur
