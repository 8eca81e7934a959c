// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <stop_token>

#include "base/time.hpp"

namespace voordeur {

struct RecoveryRooms;

// For a thread of its own: looks each minute, until `stop`, whose wait for new access is over.
void remind_minutely(std::stop_token const& stop, RecoveryRooms const& rooms, Clock const& clock);

}  // namespace voordeur
