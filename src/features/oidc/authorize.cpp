// SPDX-License-Identifier: EUPL-1.2
#include "oidc/authorize.hpp"

#include "app.hpp"
#include "clients/client_rules.hpp"
#include "clients/client_store.hpp"
#include "oidc/answer.hpp"
#include "oidc/authorization/checks.hpp"
#include "oidc/trouble.hpp"
#include "service_request.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

// What the e-service is told when something is wrong, in the order in which it is looked for.
constexpr Check checks[] = {
    check_response, check_request_objects, check_scope, check_challenge, check_prompt,
};

// A page that a browser fetches ahead would leave its answer unread (RFC 9700 has no word of it; browsers
// do).
bool is_fetched_ahead(Request const& request) {
    return request.header("sec-purpose").find("prefetch") != std::string_view::npos;
}

Form const& parameters_of(Visitor const& visitor, Form const& body) {
    return visitor.request.method == Method::post ? body : visitor.query;
}

Response check_all(App const& app, Visitor const& visitor, AskedRequest& asked) {
    for (auto const check : checks)
        if (auto const refusal = check(asked)) return send_back(app, visitor, asked.request, *refusal);
    auto sealed = seal_request(app.sealer, asked.request);
    return see_other(path_with(urls::to_e_service, {std::move(sealed), asked.request}));
}

}  // namespace

Response authorize(App const& app, Visitor const& visitor) {
    if (is_fetched_ahead(visitor.request)) return plain_text(403, "not ahead\n");
    auto const body = Form::parse(visitor.request.body);
    if (!body || !can_be_read(parameters_of(visitor, *body))) return broken_request_page(app, visitor);
    auto const& parameters = parameters_of(visitor, *body);
    auto const client = app.database.read([&](Transaction& transaction) {
        return find_client(transaction, Id<Client>(parameters.text("client_id")));
    });
    if (!client) return unknown_client_page(app, visitor);
    auto const& address = parameters.text("redirect_uri");
    if (!is_registered(client->addresses, address)) return wrong_address_page(app, visitor, *client);
    AskedRequest asked{parameters,
                       *client,
                       {.client_id = client->id,
                        .redirect_address = address,
                        .state = parameters.text("state"),
                        .nonce = parameters.text("nonce"),
                        .opens_in_popup = client->opens_in_popup,
                        .login_hint = parameters.text("login_hint"),
                        .at = visitor.now()}};
    return check_all(app, visitor, asked);
}

}  // namespace voordeur
