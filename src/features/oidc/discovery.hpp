// SPDX-License-Identifier: EUPL-1.2
// What programs read to know this provider: OpenID Connect Discovery section 4, RFC 8414, RFC 7517 section 5.
#pragma once

#include "page_function.hpp"

namespace voordeur {

Response show_configuration(App const& app, Visitor const& visitor);
Response show_signing_keys(App const& app, Visitor const& visitor);

}  // namespace voordeur
