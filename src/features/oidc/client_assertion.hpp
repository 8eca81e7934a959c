// SPDX-License-Identifier: EUPL-1.2
// A client shows who it is by what it signed (private_key_jwt: OpenID Connect Core section 9, RFC 7523, RFC
// 10070).
#pragma once

#include <optional>

#include "clients/client.hpp"
#include "oidc/token_request.hpp"

namespace voordeur {

bool has_assertion(Form const& form);
// Whose key signed it; it is taken once. nullopt: nobody's, or not so; the log says why.
std::optional<Client> client_of_assertion(Transaction& transaction, TokenRequest const& request);

}  // namespace voordeur
