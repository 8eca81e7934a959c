// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "clients/grant_store.hpp"
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

// Not found, expired, another's, used: one answer.
constexpr TokenRefusal no_such_grant{400, "invalid_grant", "the code is not valid"};
constexpr TokenRefusal no_code{400, "invalid_request", "code or redirect_uri is missing"};

using Given = std::variant<Json, TokenRefusal>;

// By the client that the code was made for, as its row says.
void end_what_it_made(Transaction& transaction, TokenRequest const& request,
                      AuthenticatedClient const& client) {
    auto const& [app, visitor, form] = request;
    auto const& id = client.client().id;
    if (!end_grant_of_code(transaction, form.text("code"), id, visitor.now())) return;
    app.audit.record(transaction,
                     {.type = AuditType::client_code_again,
                      .action = Action::remove,
                      .outcome = Outcome::serious,
                      .actor = Actor::unknown(visitor.network),
                      .object = id},
                     visitor.now());
}

Given redeem(Transaction& transaction, TokenRequest const& request, AuthenticatedClient const& client) {
    auto const& [app, visitor, form] = request;
    auto const claimed = claim_code(transaction, request, client);
    if (!claimed) {
        end_what_it_made(transaction, request, client);
        return no_such_grant;
    }
    app.audit.record(transaction,
                     {.type = AuditType::client_signed_in,
                      .actor = Actor(claimed->grant().account_id, visitor.network),
                      .object = claimed->grant().client_id},
                     visitor.now());
    return issue_tokens(transaction, app, client, *claimed);
}

Given give(Transaction& transaction, TokenRequest const& request) {
    return std::visit(
        overloaded{
            [](TokenRefusal const& refusal) -> Given { return refusal; },
            [](WritesFirst) -> Given { throw std::logic_error("it may write"); },
            [&](AuthenticatedClient const& client) -> Given { return redeem(transaction, request, client); },
        },
        authenticate_client(transaction, request, MayWrite::yes));
}

void refuse_again(TokenRequest const& request) {
    request.app.database.transaction([&](Transaction& transaction) {
        auto const asks = authenticate_client(transaction, request, MayWrite::yes);
        if (auto const* client = std::get_if<AuthenticatedClient>(&asks))
            end_what_it_made(transaction, request, *client);
    });
}

}  // namespace

Response redeem_code(TokenRequest const& request) {
    auto const& form = request.form;
    if (form.text("code").empty() || form.text("redirect_uri").empty()) return refuse_token(no_code);
    try {
        auto const given = request.app.database.transaction(
            [&](Transaction& transaction) { return give(transaction, request); });
        return std::visit(overloaded{
                              [](Json const& tokens) { return json_answer(200, tokens); },
                              [](TokenRefusal const& refusal) { return refuse_token(refusal); },
                          },
                          given);
    } catch (NotUnique const&) {
        refuse_again(request);
        return refuse_token(no_such_grant);
    }
}

}  // namespace voordeur
