// SPDX-License-Identifier: EUPL-1.2
// H1: who has lost something, and which address. One answer for everybody.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_ask_to_recover(App const& app, Visitor const& visitor);
Response submit_ask_to_recover(App const& app, Visitor const& visitor);
Response show_asked_to_recover(App const& app, Visitor const& visitor);

}  // namespace voordeur
