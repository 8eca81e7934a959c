// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string>

#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

// Calls `line` with one JSON text for each event of the chain from `from` until before `to`, in the order in
// which they happened; what is not chained yet comes with the next export.
void export_audit_log(Database& database, Time from, Time to,
                      std::function<void(std::string const&)> const& line);

}  // namespace voordeur
