// SPDX-License-Identifier: EUPL-1.2
// The two days after a recovery, for whoever is signed in and wants to change something.
#pragma once

#include <optional>
#include <vector>

#include "page_function.hpp"
#include "sessions/session_store.hpp"
#include "ways.hpp"

namespace voordeur {

struct HeldBack {
    Time until;
    std::vector<Way> ways;  // whoever shows one of these is held back no more
};
// nullopt: this change may be made in this session, as far as a recovery goes.
std::optional<HeldBack> held_back(App const& app, Session const& session, Change change, Time now);

}  // namespace voordeur
