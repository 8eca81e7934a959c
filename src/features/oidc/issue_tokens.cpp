// SPDX-License-Identifier: EUPL-1.2
#include "oidc/issue_tokens.hpp"

#include <chrono>
#include <nlohmann/json.hpp>

#include "app.hpp"
#include "clients/access_token.hpp"
#include "clients/scope_rules.hpp"
#include "clients/signing_keys.hpp"
#include "crypto/encoding.hpp"
#include "jose/jws.hpp"
#include "oidc/assurance.hpp"
#include "oidc/json_answer.hpp"
#include "site_settings.hpp"

namespace voordeur {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::seconds id_token_lasts{300};
constexpr std::size_t half_of_hash = 16;

// OpenID Connect Core section 3.1.3.6.
std::string half_hash_of(std::string const& token) {
    return to_base64url(sha256(token).substr(0, half_of_hash));
}

Json claims_of(Transaction& transaction, App const& app, ClaimedGrant const& claimed) {
    auto const& grant = claimed.grant();
    Json claims{{"iss", app.site.public_url},
                {"sub", subject_at(transaction, app.random, grant.client_id, grant.account_id)},
                {"aud", grant.client_id.text()},
                {"iat", seconds_of(claimed.at())},
                {"exp", seconds_of(claimed.at() + id_token_lasts)},
                {"auth_time", seconds_of(grant.signed_in_at)},
                {"acr", acr_of_two_factors},
                {"amr", amr_of(grant.methods)},
                {"sid", grant.session_name}};
    if (!claimed.nonce().empty()) claims["nonce"] = claimed.nonce();
    return claims;
}

}  // namespace

Json issue_tokens(Transaction& transaction, App const& app, AuthenticatedClient const& client,
                  ClaimedGrant const& claimed) {
    auto const key = app.signing_keys.current(transaction, client.client().signed_with, claimed.at());
    auto const& grant = claimed.grant();
    auto const access_token =
        seal_access_token(app.sealer, {grant.id, bits_of(grant.scopes, claimed.scopes()), claimed.at()});
    auto claims = claims_of(transaction, app, claimed);
    claims["at_hash"] = half_hash_of(access_token);
    Json tokens{{"access_token", access_token},
                {"token_type", "Bearer"},
                {"expires_in", access_token_lasts.count()},
                {"scope", joined_words(claimed.scopes())},
                {"id_token",
                 sign_claims({key.kid, client.client().signed_with, *key.signer}, id_token_type, claims)}};
    if (!claimed.refresh_token().empty()) tokens["refresh_token"] = claimed.refresh_token();
    return tokens;
}

}  // namespace voordeur
