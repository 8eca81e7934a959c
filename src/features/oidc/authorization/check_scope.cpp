// SPDX-License-Identifier: EUPL-1.2
// "OpenID Connect requests MUST contain the openid scope value. Scope values used that are not understood
// SHOULD be ignored" (OpenID Connect Core section 3.1.2.1); so are those that the client may not have.
#include <algorithm>

#include "oidc/authorization/checks.hpp"

namespace voordeur {
namespace {

constexpr std::string_view openid = "openid";

bool holds(std::vector<std::string> const& scopes, std::string_view scope) {
    return std::ranges::find(scopes, scope) != scopes.end();
}

}  // namespace

std::optional<RequestRefusal> check_scope(AskedRequest& asked) {
    auto const wanted = words_in(asked.parameters.text("scope"));
    if (!holds(wanted, openid)) return RequestRefusal{"invalid_scope", "scope has no openid"};
    for (auto const& scope : wanted)
        if (scope == openid || holds(asked.client.scopes, scope)) asked.request.scopes.push_back(scope);
    return std::nullopt;
}

}  // namespace voordeur
