// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "page.hpp"
#include "page_function.hpp"
#include "practices/practice_store.hpp"

namespace voordeur {

// Whom a page that says to call shows: the practice, and the operator with its name where the practice has no
// telephone; all practices where it is not known which. Never asks the database: pages of what went wrong
// need it too.
WhomToCall whom_to_call(App const& app, std::optional<Practice> const& practice);

}  // namespace voordeur
