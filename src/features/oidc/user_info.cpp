// SPDX-License-Identifier: EUPL-1.2
#include "oidc/user_info.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "app.hpp"
#include "clients/access_token.hpp"
#include "clients/client_store.hpp"
#include "clients/grant_store.hpp"
#include "clients/scope_rules.hpp"
#include "oidc/grant_patient.hpp"
#include "oidc/json_answer.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view bearer = "Bearer ";

constexpr TokenRefusal wrong_token{401, "invalid_token", "the access token is not valid",
                                   "Bearer realm=\"Voordeur\", error=\"invalid_token\", "
                                   "error_description=\"the access token is not valid\""};

bool is_bearer(std::string_view header) {
    return std::ranges::equal(header.substr(0, bearer.size()), bearer,
                              [](char left, char right) { return (left | ' ') == (right | ' '); });
}

std::string token_of(Request const& request) {
    auto const header = request.header("authorization");
    if (is_bearer(header)) return std::string(header.substr(bearer.size()));
    if (!header.empty() || request.method != Method::post) return "";
    auto const form = form_of_program(request);
    return form ? form->text("access_token") : "";
}

struct Asked {
    ClientGrant grant;
    std::vector<std::string> scopes;
    Account account;
};

Json claims_of(Transaction& transaction, App const& app, Asked const& asked) {
    auto const& [grant, scopes, account] = asked;
    Json claims{{"sub", subject_at(transaction, app.random, grant.client_id, grant.account_id)}};
    if (has_scope(scopes, "profile")) {
        claims["name"] = account.name;
        claims["locale"] = code_of(account.language);
    }
    if (has_scope(scopes, "email")) {
        claims["email"] = account.email;
        claims["email_verified"] = true;
    }
    return claims;
}

std::optional<Json> claims_for(Transaction& transaction, App const& app, std::string const& token, Time now) {
    auto const opened = open_access_token(app.sealer, token, now);
    auto const grant = opened ? find_grant(transaction, opened->grant_id) : std::nullopt;
    if (!grant || !find_client(transaction, grant->client_id)) return std::nullopt;
    auto const account = patient_of(transaction, *grant, now);
    if (!account) return std::nullopt;
    return claims_of(transaction, app, {*grant, scopes_of(grant->scopes, opened->scopes), *account});
}

// RFC 6750 section 3.1: who shows nothing is told no error.
Response no_token() {
    return json_answer(401, Json::object()).with_header("WWW-Authenticate", "Bearer realm=\"Voordeur\"");
}

}  // namespace

Response show_user_info(App const& app, Visitor const& visitor) {
    auto const token = token_of(visitor.request);
    if (token.empty()) return no_token();
    auto const claims = app.database.read(
        [&](Transaction& transaction) { return claims_for(transaction, app, token, visitor.now()); });
    return claims ? json_answer(200, *claims) : refuse_token(wrong_token);
}

}  // namespace voordeur
