// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"
#include "oidc/claimed_grant.hpp"
#include "oidc/client_authentication.hpp"

namespace voordeur {

// The answer of the token endpoint (OpenID Connect Core sections 2 and 3.1.3.3). All its times are of the
// moment when the code was claimed.
nlohmann::ordered_json issue_tokens(Transaction& transaction, App const& app,
                                    AuthenticatedClient const& client, ClaimedGrant const& claimed);

}  // namespace voordeur
