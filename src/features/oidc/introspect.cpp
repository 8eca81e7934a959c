// SPDX-License-Identifier: EUPL-1.2
#include "oidc/introspect.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app.hpp"
#include "clients/scope_rules.hpp"
#include "oidc/assurance.hpp"
#include "oidc/client_authentication.hpp"
#include "oidc/grant_patient.hpp"
#include "oidc/json_answer.hpp"
#include "oidc/shown_token.hpp"
#include "sessions/session_rules.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

using Json = nlohmann::ordered_json;

// Who has no secret may be anybody who found a token (RFC 7662 section 4).
constexpr TokenRefusal no_secret{401, "invalid_client", "only for clients with a secret"};

struct Uses {
    std::vector<std::string> scopes;
    Time made_at, ends_at;
    std::string_view type;  // empty: it opens nothing itself
};

// nullopt: it is good for nothing.
std::optional<Uses> uses_of(Transaction& transaction, ShownToken const& shown, Client const& client,
                            Time now) {
    auto const& grant = shown.grant;
    if (auto const* access = std::get_if<AccessToken>(&shown.token)) {
        if (!patient_of(transaction, grant, now)) return std::nullopt;
        return Uses{scopes_of(grant.scopes, access->scopes), access->at, access->at + access_token_lasts,
                    "Bearer"};
    }
    auto const& turn = std::get<RefreshToken>(shown.token).turn;
    auto const outcome = outcome_of(turn, grant.used_last);
    auto const is_alive = outcome == RefreshOutcome::holds || outcome == RefreshOutcome::first_use;
    if (!is_alive || !may_be_refreshed(transaction, grant, client, now)) return std::nullopt;
    return Uses{still_allowed(grant, client), turn.made_at,
                refresh_ends_at(grant.signed_in_at, grant.refreshed_at), ""};
}

Json told_of(Transaction& transaction, TokenRequest const& request, ShownToken const& shown,
             Uses const& uses) {
    auto const& [app, visitor, form] = request;
    auto const& grant = shown.grant;
    Json told{{"active", true},
              {"iss", app.site.public_url},
              {"client_id", grant.client_id.text()},
              {"sub", subject_at(transaction, app.random, grant.client_id, grant.account_id)},
              {"scope", joined_words(uses.scopes)},
              {"iat", seconds_of(uses.made_at)},
              {"exp", seconds_of(uses.ends_at)},
              {"auth_time", seconds_of(grant.signed_in_at)},
              {"acr", acr_of_two_factors}};
    if (!uses.type.empty()) told["token_type"] = uses.type;
    return told;
}

using Told = std::variant<Json, TokenRefusal, WritesFirst>;

Told introspect(Transaction& transaction, TokenRequest const& request, MayWrite may_write) {
    auto const asks = authenticate_client(transaction, request, may_write);
    if (auto const* refusal = std::get_if<TokenRefusal>(&asks)) return *refusal;
    if (std::holds_alternative<WritesFirst>(asks)) return WritesFirst{};
    auto const& client = std::get<AuthenticatedClient>(asks).client();
    if (client.is_public()) return no_secret;
    if (request.form.text("token").empty()) return token_is_missing;
    auto const shown = find_shown_token(transaction, request, client);
    auto const uses = shown ? uses_of(transaction, *shown, client, request.visitor.now()) : std::nullopt;
    if (!uses) return Json{{"active", false}};
    return told_of(transaction, request, *shown, *uses);
}

}  // namespace

Response introspect_token(App const& app, Visitor const& visitor) {
    auto const form = form_of_program(visitor.request);
    if (!form) return refuse_token(unreadable_form);
    TokenRequest const request{app, visitor, *form};
    auto const told = read_or_write(request, [&](Transaction& transaction, MayWrite may_write) {
        return introspect(transaction, request, may_write);
    });
    if (auto const* json = std::get_if<Json>(&told)) return json_answer(200, *json);
    return refuse_token(std::get<TokenRefusal>(told));
}

}  // namespace voordeur
