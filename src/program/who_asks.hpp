// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

struct FoundRoute;

// Who is signed in in the visitor's browser, if anyone.
void load_session(App const& app, Visitor& visitor);
// Of the link (open_link sets that), else of the address, else of the account, else the only one.
void load_practice(App const& app, Visitor& visitor, FoundRoute const& found);

}  // namespace voordeur
