// SPDX-License-Identifier: EUPL-1.2
// "OpenID Connect requests MUST contain the openid scope value. Scope values used that are not understood
// SHOULD be ignored" (OpenID Connect Core section 3.1.2.1); so are those that the client may not have.
#include "clients/scope_rules.hpp"
#include "oidc/authorization/checks.hpp"

namespace voordeur {

std::optional<RequestRefusal> check_scope(AskedRequest& asked) {
    auto const wanted = words_in(asked.parameters.text("scope"));
    if (!has_scope(wanted, openid_scope)) return RequestRefusal{"invalid_scope", "scope has no openid"};
    for (auto const& scope : wanted)
        if (scope == openid_scope || has_scope(asked.client.scopes, scope))
            asked.request.scopes.push_back(scope);
    return std::nullopt;
}

}  // namespace voordeur
