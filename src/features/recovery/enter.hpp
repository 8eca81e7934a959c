// SPDX-License-Identifier: EUPL-1.2
// The link of the mail. Opening it changes nothing; its button begins a draft in this browser.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_enter(App const& app, Visitor const& visitor);
Response submit_enter(App const& app, Visitor const& visitor);

}  // namespace voordeur
