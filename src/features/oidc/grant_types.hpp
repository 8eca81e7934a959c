// SPDX-License-Identifier: EUPL-1.2
// What the token endpoint gives tokens for (RFC 6749 sections 4.1.3 and 6).
#pragma once

#include "oidc/claimed_grant.hpp"

namespace voordeur {

Response redeem_code(TokenRequest const& request);
Response refresh_tokens(TokenRequest const& request);

}  // namespace voordeur
