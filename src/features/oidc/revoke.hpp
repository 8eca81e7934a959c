// SPDX-License-Identifier: EUPL-1.2
// Token revocation (RFC 7009): a client gives back what it got.
#pragma once

#include "page_function.hpp"

namespace voordeur {

// Either token ends both, and what came of them. What is none of the client's own is answered as what is:
// it is worth nothing there now, and nothing is told of it.
Response revoke_token(App const& app, Visitor const& visitor);

}  // namespace voordeur
