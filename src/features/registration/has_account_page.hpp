// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

struct Registration;

// The address has an account: its owner signs in with both factors, and the practice is added (portal/).
// Where it is somebody else's, the page leads to the practice instead.
Response has_account_page(App const& app, Visitor const& visitor, Registration const& registration);

}  // namespace voordeur
