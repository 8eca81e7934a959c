// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "app.hpp"
#include "base/overloaded.hpp"
#include "oidc/claimed_grant.hpp"
#include "oidc/client_authentication.hpp"
#include "oidc/grant_types.hpp"
#include "oidc/issue_tokens.hpp"
#include "oidc/json_answer.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

using Json = nlohmann::ordered_json;
using Refreshed = std::variant<Json, TokenRefusal, WritesFirst>;

constexpr TokenRefusal no_token{400, "invalid_request", "refresh_token is missing"};

Refreshed refresh(Transaction& transaction, TokenRequest const& request, MayWrite may_write) {
    auto const asks = authenticate_client(transaction, request, may_write);
    if (auto const* refusal = std::get_if<TokenRefusal>(&asks)) return *refusal;
    if (std::holds_alternative<WritesFirst>(asks)) return WritesFirst{};
    auto const& client = std::get<AuthenticatedClient>(asks);
    return std::visit(overloaded{
                          [&](ClaimedGrant const& claimed) -> Refreshed {
                              return issue_tokens(transaction, request.app, client, claimed);
                          },
                          [](auto const& other) -> Refreshed { return other; },
                      },
                      claim_refresh(transaction, request, client, may_write));
}

}  // namespace

Response refresh_tokens(TokenRequest const& request) {
    if (request.form.text("refresh_token").empty()) return refuse_token(no_token);
    auto const refreshed = read_or_write(request, [&](Transaction& transaction, MayWrite may_write) {
        return refresh(transaction, request, may_write);
    });
    if (auto const* tokens = std::get_if<Json>(&refreshed)) return json_answer(200, *tokens);
    return refuse_token(std::get<TokenRefusal>(refreshed));
}

}  // namespace voordeur
