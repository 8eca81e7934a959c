// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

// The way out of a locked registration: the practice's telephone.
Response locked_page(App const& app, Visitor const& visitor);

}  // namespace voordeur
