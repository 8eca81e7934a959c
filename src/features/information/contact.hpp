// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

// How to reach who runs the website.
Response show_contact(App const& app, Visitor const& visitor);

}  // namespace voordeur
