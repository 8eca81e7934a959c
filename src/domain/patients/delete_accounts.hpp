// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "base/time.hpp"
#include "patients/patient_rooms.hpp"

namespace voordeur {

// Accounts that their owners wanted gone two weeks ago: all that is personal goes, at every practice, and the
// owner and the practices are told by mail. What stays is lines of the audit log, and which versions were
// accepted, with ids only. Each in a transaction of its own; safe on several machines at once. How many went,
// a hundred at most.
std::int64_t delete_accounts_due(PatientRooms const& rooms, Time now);

}  // namespace voordeur
