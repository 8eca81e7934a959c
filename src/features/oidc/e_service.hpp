// SPDX-License-Identifier: EUPL-1.2
// Where a sign-in that an e-service asked for ends: there.
#pragma once

#include "page_function.hpp"

namespace voordeur {

// With a code, once whoever asks is signed in as the request wants; until then it leads where that is done.
// Nothing is stored.
Response show_to_e_service(App const& app, Visitor const& visitor);

}  // namespace voordeur
