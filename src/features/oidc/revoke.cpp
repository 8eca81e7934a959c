// SPDX-License-Identifier: EUPL-1.2
#include "oidc/revoke.hpp"

#include <nlohmann/json.hpp>

#include "app.hpp"
#include "audit/audit.hpp"
#include "oidc/client_authentication.hpp"
#include "oidc/json_answer.hpp"
#include "oidc/shown_token.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

void give_back(Transaction& transaction, TokenRequest const& request, Client const& client) {
    auto const& [app, visitor, form] = request;
    auto const shown = find_shown_token(transaction, request, client);
    if (!shown || !end_grant(transaction, shown->grant.id, visitor.now())) return;
    app.audit.record(transaction,
                     {.type = AuditType::client_revoked,
                      .action = Action::remove,
                      .actor = Actor::e_service(client.id, visitor.network),
                      .object = shown->grant.account_id},
                     visitor.now());
}

std::optional<TokenRefusal> revoke(Transaction& transaction, TokenRequest const& request) {
    auto const asks = authenticate_client(transaction, request, MayWrite::yes);
    if (auto const* refusal = std::get_if<TokenRefusal>(&asks)) return *refusal;
    if (request.form.text("token").empty()) return token_is_missing;
    give_back(transaction, request, std::get<AuthenticatedClient>(asks).client());
    return std::nullopt;
}

}  // namespace

Response revoke_token(App const& app, Visitor const& visitor) {
    auto const form = form_of_program(visitor.request);
    if (!form) return refuse_token(unreadable_form);
    auto const refusal = app.database.transaction([&](Transaction& transaction) {
        return revoke(transaction, {app, visitor, *form});
    });
    return refusal ? refuse_token(*refusal) : json_answer(200, nlohmann::ordered_json::object());
}

}  // namespace voordeur
