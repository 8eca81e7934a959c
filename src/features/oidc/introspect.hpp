// SPDX-License-Identifier: EUPL-1.2
// Token introspection (RFC 7662): a client with a secret asks whether a token of its own is good for
// anything, on its server that got it from its program elsewhere.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response introspect_token(App const& app, Visitor const& visitor);

}  // namespace voordeur
