// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "page_function.hpp"

namespace voordeur {

// The questions that people ask most; of a practice when the path names one.
Response show_support(App const& app, Visitor const& visitor);

}  // namespace voordeur
