// SPDX-License-Identifier: EUPL-1.2
// When an account goes that its owner wants gone.
#pragma once

#include <chrono>

#include "base/time.hpp"

namespace voordeur {

// To change one's mind.
constexpr std::chrono::days deletion_waits{14};
// Claims end by then (BW 3:310): what a closed account accepted goes too.
constexpr std::chrono::days acceptances_stay{5 * 366};

constexpr Time deleted_at(Time asked_at) {
    return asked_at + deletion_waits;
}
constexpr bool is_to_be_deleted(Time asked_at, Time now) {
    return now >= deleted_at(asked_at);
}

}  // namespace voordeur
