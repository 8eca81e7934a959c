// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

struct WaitingMessages {
    std::string kind;
    std::int64_t count;
    Time oldest;  // when it was made
};

// What the database knows that whoever watches the server wants to see. Read in a few statements, each by an
// index.
struct Figures {
    std::vector<WaitingMessages> waiting;  // no kind of which none waits
    std::int64_t locked_registrations = 0;
    std::int64_t audit_pending = 0;  // at most most_audit_pending, and then there are more
};
constexpr std::int64_t most_audit_pending = 100'000;

// Throws StoreError.
Figures read_figures(Database& database, Time now);

}  // namespace voordeur
