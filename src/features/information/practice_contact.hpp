// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

// How to reach the practice; all of them where it is not known which one it is.
Response show_practice_contact(App const& app, Visitor const& visitor);

}  // namespace voordeur
