// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <variant>

#include "recoveries/draft.hpp"
#include "values/customer_number.hpp"
#include "values/super_pin.hpp"

namespace voordeur {

// By what stands on the sheet, where the mailbox is lost: customer number and super-PIN. Its tries are
// counted by number and network, so that nobody's guesses hold up its owner; the answer and its time are
// equal whether there is such a number.
struct TypedSheet {
    CustomerNumber number;
    SuperPin super_pin;
};
struct SheetWrong {};
struct SheetWaits {
    std::chrono::seconds seconds;
};
struct SheetBusy {};  // the hashing gate is full
using BeginBySheet = std::variant<DraftBegun, SheetWrong, SheetWaits, SheetBusy, BegunTooOften>;
BeginBySheet begin_draft_by_sheet(RecoveryRooms const& rooms, TypedSheet const& typed, Recovering const& by);
// How long this one would have to wait now; nothing is counted.
std::chrono::seconds standing_wait_of_sheet(RecoveryRooms const& rooms, TypedSheet const& typed,
                                            Recovering const& by);

}  // namespace voordeur
