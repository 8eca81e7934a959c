// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "base/time.hpp"
#include "oidc/claimed_grant.hpp"
#include "oidc/client_authentication.hpp"

namespace voordeur {

// Its header's typ: nothing else that we sign has it.
constexpr std::string_view id_token_type = "JWT";

// The answer of the token endpoint (OpenID Connect Core sections 2, 3.1.3.3 and 12.2). All its times but
// auth_time are of the moment when the grant was claimed.
nlohmann::ordered_json issue_tokens(Transaction& transaction, App const& app,
                                    AuthenticatedClient const& client, ClaimedGrant const& claimed);

}  // namespace voordeur
