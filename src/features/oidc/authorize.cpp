// SPDX-License-Identifier: EUPL-1.2
#include "oidc/authorize.hpp"

#include "app.hpp"
#include "oidc/answer.hpp"
#include "oidc/authorization/checks.hpp"
#include "oidc/trouble.hpp"
#include "service_request.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

// Of what is wrong the patient is told here.
constexpr FirstCheck first_checks[] = {check_parameters, check_client, check_redirect_address};
// And of this the client, at its own address.
constexpr Check checks[] = {
    check_response, check_request_objects, check_scope, check_challenge, check_prompt, check_languages,
};

std::optional<Form> parameters_of(Request const& request) {
    return Form::parse(request.method == Method::post ? request.body : request.query);
}

Response lead_on(App const& app, AuthorizationRequest const& request) {
    auto sealed = seal_request(app.sealer, request);
    return see_other(path_with(urls::to_e_service, {std::move(sealed), request}));
}

// By a form only a page that has the request leads away (security_headers).
Response refuse(App const& app, Visitor const& visitor, AuthorizationRequest request,
                RequestRefusal const& refusal) {
    if (request.response_mode == ResponseMode::query) return send_back(app, visitor, request, refusal);
    request.error = refusal.error;
    request.error_description = refusal.description;
    return lead_on(app, request);
}

}  // namespace

Response authorize(App const& app, Visitor const& visitor) {
    if (is_fetched_ahead(visitor.request)) return not_ahead();
    auto const parameters = parameters_of(visitor.request);
    if (!parameters) return broken_request_page(app, visitor);
    AskedRequest asked{*parameters, {.id = Id<Client>("")}, {.client_id = Id<Client>("")}};
    for (auto const check : first_checks)
        if (auto page = check(app, visitor, asked)) return std::move(*page);
    for (auto const check : checks)
        if (auto const refusal = check(asked)) return refuse(app, visitor, asked.request, *refusal);
    if (auto const refusal = check_hint(app, visitor, asked))
        return refuse(app, visitor, asked.request, *refusal);
    return lead_on(app, asked.request);
}

}  // namespace voordeur
