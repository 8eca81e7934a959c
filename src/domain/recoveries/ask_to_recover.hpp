// SPDX-License-Identifier: EUPL-1.2
// H1: somebody types an address or a customer number, and its mailbox gets a link for each account that has
// it: couples share one. Whether it is anybody's shows neither in the answer nor in its time: the same
// statements run, and what is written for nobody is taken away again before it is seen.
#pragma once

#include <chrono>
#include <string>

#include "recoveries/recovery_rooms.hpp"
#include "values/sign_in_name.hpp"

namespace voordeur {

struct AskedToRecover {
    SignInName name;
    std::string network;
    Language language = Language::dutch;  // of a mail to nobody
};
// Nothing of the account changes, however often it is asked. How long its network is to wait; zero: it was
// done.
std::chrono::seconds ask_to_recover(RecoveryRooms const& rooms, AskedToRecover const& asked, Time now);

}  // namespace voordeur
