// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

struct FoundRoute;

// Who is signed in in the visitor's browser, if anyone.
void load_session(App const& app, Visitor& visitor);
// Of the link (open_link sets that), else of the address, else of the account, else the only one.
void load_practice(App const& app, Visitor& visitor, FoundRoute const& found);

// Whoever is signed in: in the two days after a recovery no way to sign in is changed.
bool is_held_back(App const& app, Visitor const& visitor);

}  // namespace voordeur
