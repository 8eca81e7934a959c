// SPDX-License-Identifier: EUPL-1.2
#include "oidc/discovery.hpp"

#include <nlohmann/json.hpp>

#include "app.hpp"
#include "clients/signing_keys.hpp"
#include "oidc/assurance.hpp"
#include "oidc/json_answer.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

Response show_configuration(App const& app, Visitor const&) {
    auto const& issuer = app.site.public_url;
    Json const signing_algorithms{"RS256", "ES256"};
    Json const ways{"client_secret_basic", "client_secret_post", "private_key_jwt"};
    auto ways_of_anybody = ways;
    ways_of_anybody.push_back("none");
    auto const address = [&](std::string_view path) { return issuer + std::string(path); };
    return published_answer({{"issuer", issuer},
                             {"authorization_endpoint", address(urls::authorize)},
                             {"token_endpoint", address(urls::token)},
                             {"userinfo_endpoint", address(urls::user_info)},
                             {"end_session_endpoint", address(urls::end_session)},
                             {"revocation_endpoint", address(urls::revoke)},
                             {"introspection_endpoint", address(urls::introspect)},
                             {"jwks_uri", address(urls::signing_keys)},
                             {"scopes_supported", {"openid", "profile", "email", "offline_access"}},
                             {"response_types_supported", {"code"}},
                             {"response_modes_supported", {"query", "form_post"}},
                             {"grant_types_supported", {"authorization_code", "refresh_token"}},
                             {"subject_types_supported", {"pairwise"}},
                             {"id_token_signing_alg_values_supported", signing_algorithms},
                             {"token_endpoint_auth_methods_supported", ways_of_anybody},
                             {"token_endpoint_auth_signing_alg_values_supported", signing_algorithms},
                             {"revocation_endpoint_auth_methods_supported", ways_of_anybody},
                             {"revocation_endpoint_auth_signing_alg_values_supported", signing_algorithms},
                             {"introspection_endpoint_auth_methods_supported", ways},
                             {"introspection_endpoint_auth_signing_alg_values_supported", signing_algorithms},
                             {"code_challenge_methods_supported", {"S256"}},
                             {"claims_supported",
                              {"iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr",
                               "at_hash", "sid", "name", "locale", "email", "email_verified"}},
                             {"acr_values_supported", Json::array({acr_of_two_factors})},
                             {"ui_locales_supported", {"nl", "en"}},
                             {"claims_parameter_supported", false},
                             {"request_parameter_supported", false},
                             {"request_uri_parameter_supported", false},
                             {"authorization_response_iss_parameter_supported", true}});
}

Response show_signing_keys(App const& app, Visitor const& visitor) {
    auto const keys = app.database.read(
        [&](Transaction& transaction) { return app.signing_keys.published(transaction, visitor.now()); });
    auto set = Json::array();
    for (auto const& key : keys) set.push_back(Json::parse(key.jwk));
    return published_answer({{"keys", std::move(set)}});
}

}  // namespace voordeur
