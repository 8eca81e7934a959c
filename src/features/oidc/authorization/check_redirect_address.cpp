// SPDX-License-Identifier: EUPL-1.2
// "Authorization servers MUST utilize exact string matching except for port numbers in localhost redirection
// URIs of native apps" (RFC 9700 section 2.1).
#include "clients/client_rules.hpp"
#include "oidc/authorization/checks.hpp"
#include "oidc/trouble.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

std::optional<Response> check_redirect_address(App const& app, Visitor const& visitor, AskedRequest& asked) {
    auto const& address = asked.parameters.text("redirect_uri");
    if (!is_registered(asked.client.addresses, address))
        return wrong_address_page(app, visitor, asked.client);
    asked.request.redirect_address = address;
    return std::nullopt;
}

}  // namespace voordeur
