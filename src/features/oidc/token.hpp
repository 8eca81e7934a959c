// SPDX-License-Identifier: EUPL-1.2
// The token endpoint (RFC 6749 section 3.2). Trouble with the database is 503, never a refusal: programs
// throw away what is refused.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response give_tokens(App const& app, Visitor const& visitor);

}  // namespace voordeur
