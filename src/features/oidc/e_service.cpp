// SPDX-License-Identifier: EUPL-1.2
#include "oidc/e_service.hpp"

#include "app.hpp"
#include "clients/authorization_code.hpp"
#include "clients/client_rules.hpp"
#include "clients/client_store.hpp"
#include "clients/grant_store.hpp"
#include "oidc/answer.hpp"
#include "oidc/grant_patient.hpp"
#include "oidc/trouble.hpp"
#include "practices/practice_list.hpp"
#include "service_request.hpp"
#include "sessions/next_step_rules.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

constexpr RequestRefusal nobody_is_signed_in{"login_required", "nobody is signed in as asked"};
constexpr RequestRefusal somebody_else{"login_required", "somebody else signed in"};
constexpr RequestRefusal something_is_asked{"interaction_required", "the patient is asked something first"};
constexpr RequestRefusal no_patient_of_theirs{"access_denied", "no patient of a practice of this client"};

struct Facts {
    std::optional<Client> client;
    NextStep next = NextStep::services;
    bool is_patient_of_theirs = false;
    bool is_somebody_else = false;  // than the request is about
};

Facts facts_of(App const& app, Visitor const& visitor, AuthorizationRequest const& asked) {
    return app.database.read([&](Transaction& transaction) {
        Facts facts{.client = find_client(transaction, asked.client_id)};
        if (!facts.client || !visitor.signed_in) return facts;
        facts.next = next_step(signed_in_facts(transaction, app, *visitor.signed_in));
        facts.is_somebody_else =
            !asked.subject.empty() &&
            find_subject(transaction, asked.client_id, visitor.signed_in->account.id) != asked.subject;
        facts.is_patient_of_theirs = serves(transaction, *facts.client, visitor.signed_in->account.id);
        return facts;
    });
}

// "/inloggen/de-linde", where it is an e-service of one practice.
std::string sign_in_path_for(App const& app, Visitor const& visitor, Client const& client) {
    if (client.practices.size() != 1) return of_practice(urls::sign_in, visitor);
    auto const practice = app.practices.by_id(client.practices.front(), visitor.now());
    return urls::of_practice(urls::sign_in, practice ? practice->slug : "");
}

Response answer_with_code(App const& app, Visitor const& visitor, AuthorizationRequest const& asked) {
    auto const& session = *visitor.signed_in;
    auto code = seal_code(app.sealer, {asked.client_id, asked.redirect_address, asked.challenge},
                          {session.account.id, session.token_hash, visitor.now(), asked.scopes, asked.nonce});
    return send_back(app, visitor, asked, {{"code", std::move(code)}});
}

// Once: whoever signs in then as somebody else is.
Response lead_to_sign_in_anew(App const& app, Visitor const& visitor, Client const& client) {
    auto anew = visitor.service_request->asked;
    auto const signed_in_at = visitor.signed_in->signed_in_at;
    if (anew.asks_nobody || signed_in_at > anew.at || signed_in_at >= visitor.now())
        return send_back(app, visitor, anew, somebody_else);
    anew.signed_in_since = visitor.now();
    auto sealed = seal_request(app.sealer, anew);
    return see_other(path_with(sign_in_path_for(app, visitor, client), {std::move(sealed), anew}));
}

// What comes before the answer. nullopt: nothing.
std::optional<Response> lead_on(App const& app, Visitor const& visitor, AuthorizationRequest const& asked,
                                Facts const& facts) {
    if (!visitor.signed_in || is_to_sign_in_anew(visitor)) {
        if (asked.asks_nobody) return send_back(app, visitor, asked, nobody_is_signed_in);
        return see_other(sign_in_path_for(app, visitor, *facts.client));
    }
    if (facts.is_somebody_else) return lead_to_sign_in_anew(app, visitor, *facts.client);
    auto const path = facts.next != NextStep::services    ? path_of(facts.next)
                      : visitor.signed_in->asks_documents ? urls::changed_documents
                                                          : std::string_view();
    if (path.empty()) return std::nullopt;
    if (asked.asks_nobody)
        return send_back(app, visitor, asked,
                         facts.next == NextStep::enter_code ? nobody_is_signed_in : something_is_asked);
    return see_other(path);
}

}  // namespace

Response show_to_e_service(App const& app, Visitor const& visitor) {
    if (is_fetched_ahead(visitor.request)) return not_ahead();
    if (!visitor.service_request) return see_other(urls::services);
    auto const& asked = visitor.service_request->asked;
    auto const facts = facts_of(app, visitor, asked);
    if (!facts.client) return unknown_client_page(app, visitor);
    if (!is_registered(facts.client->addresses, asked.redirect_address))
        return wrong_address_page(app, visitor, *facts.client);
    if (!asked.error.empty())
        return send_back(app, visitor, asked,
                         {{"error", asked.error}, {"error_description", asked.error_description}});
    if (visitor.now() >= asked.at + request_lasts) return request_over_page(app, visitor, *facts.client);
    if (auto led = lead_on(app, visitor, asked, facts)) return std::move(*led);
    if (!facts.is_patient_of_theirs) return send_back(app, visitor, asked, no_patient_of_theirs);
    return answer_with_code(app, visitor, asked);
}

}  // namespace voordeur
