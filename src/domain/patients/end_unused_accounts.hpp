// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>

#include "base/time.hpp"
#include "patients/patient_rooms.hpp"

namespace voordeur {

struct UnusedAccounts {
    std::int64_t told = 0, closed = 0;
};

// Accounts that nobody signed in to for `unused_for` are closed, as a practice closes one, a month after
// their owners were told by mail that signing in keeps them; whoever recovers one is waited for. Zero years:
// none. Each in a transaction of its own; safe on several machines at once. A hundred of each at most.
UnusedAccounts end_unused_accounts(PatientRooms const& rooms, std::chrono::years unused_for, Time now);

}  // namespace voordeur
