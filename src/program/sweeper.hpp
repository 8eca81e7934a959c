// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

// What a sweep took away of one kind.
struct Swept {
    std::string what;  // "sessions"
    std::int64_t count = 0;
};

// Removes what has no more use; docs/operating.md has the times. May run on several machines at once; each
// statement is a transaction of its own. What it took, also where that is nothing.
std::vector<Swept> sweep(Database& database, Time now);

// For a thread of its own: sweeps until `stop`, writes down what it took, and says when it was done.
void sweep_hourly(std::stop_token const& stop, Database& database, Clock const& clock,
                  std::function<void(Time)> const& done);

}  // namespace voordeur
