// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "page_function.hpp"
#include "sessions/session_rules.hpp"

namespace voordeur {

struct FoundRoute;

// Who is signed in in the visitor's browser, if anyone.
void load_session(App const& app, Visitor& visitor);
// Of the link (open_link sets that), else of the address, else of the account, else the only one.
void load_practice(App const& app, Visitor& visitor, FoundRoute const& found);

// What answers whoever is signed in with two factors and wants to change something: that it is not possible
// in the two days after a recovery, or that it is to be confirmed. nullopt: it may be, or nothing is to be
// changed.
std::optional<Response> answer_before_change(App const& app, Visitor const& visitor, SignInNeed const& need);

}  // namespace voordeur
