// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "recoveries/recovery_rooms.hpp"

namespace voordeur {

// Who waited for new access hears that the hour has come; how many were written to. May run on several
// machines at once: each is written to once.
std::int64_t remind_of_recoveries(RecoveryRooms const& rooms, Time now);

}  // namespace voordeur
