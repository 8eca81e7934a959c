// SPDX-License-Identifier: EUPL-1.2
// "If the request fails due to a missing, invalid, or mismatching redirection URI, or if the client
// identifier is missing or invalid, the authorization server SHOULD inform the resource owner of the error
// and MUST NOT automatically redirect the user-agent to the invalid redirection URI" (RFC 6749
// section 4.1.2.1).
#include "app.hpp"
#include "clients/client_store.hpp"
#include "oidc/authorization/checks.hpp"
#include "oidc/trouble.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

std::optional<Response> check_client(App const& app, Visitor const& visitor, AskedRequest& asked) {
    auto client = app.database.read([&](Transaction& transaction) {
        return find_client(transaction, Id<Client>(asked.parameters.text("client_id")));
    });
    if (!client) return unknown_client_page(app, visitor);
    asked.client = std::move(*client);
    asked.request.client_id = asked.client.id;
    asked.request.opens_in_popup = asked.client.opens_in_popup;
    return std::nullopt;
}

}  // namespace voordeur
