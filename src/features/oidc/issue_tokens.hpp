// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "oidc/claimed_grant.hpp"
#include "oidc/client_authentication.hpp"

namespace voordeur {

// The answer of the token endpoint (OpenID Connect Core sections 2, 3.1.3.3 and 12.2). All its times but
// auth_time are of the moment when the grant was claimed.
nlohmann::ordered_json issue_tokens(Transaction& transaction, App const& app,
                                    AuthenticatedClient const& client, ClaimedGrant const& claimed);

}  // namespace voordeur
