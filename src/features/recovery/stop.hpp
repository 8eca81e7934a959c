// SPDX-License-Identifier: EUPL-1.2
// The stop link of a notice. Opening it changes nothing.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_stop(App const& app, Visitor const& visitor);
Response submit_stop(App const& app, Visitor const& visitor);

}  // namespace voordeur
