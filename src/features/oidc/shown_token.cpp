// SPDX-License-Identifier: EUPL-1.2
#include "oidc/shown_token.hpp"

#include "app.hpp"
#include "visitor.hpp"
#include "web/form.hpp"

namespace voordeur {
namespace {

using Token = std::variant<AccessToken, RefreshToken>;

std::optional<Token> opened(TokenRequest const& request, Client const& client) {
    auto const& text = request.form.text("token");
    if (auto token = open_refresh_token(request.app.sealer, client.id, text)) return std::move(*token);
    if (auto token = open_access_token(request.app.sealer, text, request.visitor.now()))
        return std::move(*token);
    return std::nullopt;
}

}  // namespace

std::optional<ShownToken> find_shown_token(Transaction& transaction, TokenRequest const& request,
                                           Client const& client) {
    auto token = opened(request, client);
    if (!token) return std::nullopt;
    auto const& id = std::visit(
        [](auto const& each) -> auto const& { return each.grant_id; }, *token);
    auto grant = find_grant(transaction, id);
    if (!grant || grant->client_id != client.id) return std::nullopt;
    return ShownToken{std::move(*grant), std::move(*token)};
}

}  // namespace voordeur
