// SPDX-License-Identifier: EUPL-1.2
// When an account ends that nobody uses, as DigiD's do after three years.
#pragma once

#include <algorithm>
#include <chrono>

#include "base/time.hpp"

namespace voordeur {

// Time to sign in after being told, however late that was.
constexpr std::chrono::days unused_is_told_before{30};

// How long after it was signed in to last its owner is told; years are those of the calendar on average.
constexpr std::chrono::milliseconds told_after_use(std::chrono::years unused_for) {
    return unused_for - unused_is_told_before;
}
// The newest of `used_at` whose owners are told by now.
constexpr Time unused_to_tell(std::chrono::years unused_for, Time now) {
    return now - told_after_use(unused_for);
}
// Whether a mail of then tells of this ending: one that was sent too early for it told of an earlier one, and
// accounts are kept for longer since.
constexpr bool is_of_this_ending(Time used_at, Time told_at, std::chrono::years unused_for) {
    return told_at >= used_at + told_after_use(unused_for);
}
constexpr Time unused_closes_at(Time used_at, Time told_at, std::chrono::years unused_for) {
    return std::max(used_at + unused_for, told_at + unused_is_told_before);
}

}  // namespace voordeur
