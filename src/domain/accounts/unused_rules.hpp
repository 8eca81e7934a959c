// SPDX-License-Identifier: EUPL-1.2
// When an account ends that nobody uses, as DigiD's do after three years.
#pragma once

#include <algorithm>
#include <chrono>

#include "base/time.hpp"

namespace voordeur {

// Time to sign in after being told, however late that was.
constexpr std::chrono::days unused_is_told_before{30};

// An account that was signed in to last at `used_at`; years are those of the calendar on average.
constexpr Time unused_ends_at(Time used_at, std::chrono::years unused_for) {
    return used_at + unused_for;
}
// The newest of `used_at` whose owners are told by now.
constexpr Time unused_to_tell(std::chrono::years unused_for, Time now) {
    return now - unused_for + unused_is_told_before;
}
constexpr Time unused_closes_at(Time used_at, Time told_at, std::chrono::years unused_for) {
    return std::max(unused_ends_at(used_at, unused_for), told_at + unused_is_told_before);
}

}  // namespace voordeur
