// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

// The address has an account: its owner signs in with both factors, and the practice is added (portal/).
Response has_account_page(App const& app, Visitor const& visitor);

}  // namespace voordeur
