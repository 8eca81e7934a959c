// SPDX-License-Identifier: EUPL-1.2
#include "clients/authorization_request.hpp"

#include <nlohmann/json.hpp>

namespace voordeur {
namespace {

using Json = nlohmann::json;

constexpr SealContext where{.table = "address", .column = "authorization request"};

}  // namespace

std::string seal_request(Sealer const& sealer, AuthorizationRequest const& request) {
    Json json{{"client", request.client_id.text()},
              {"address", request.redirect_address},
              {"form_post", request.response_mode == ResponseMode::form_post},
              {"state", request.state},
              {"nonce", request.nonce},
              {"challenge", request.challenge},
              {"scope", joined_words(request.scopes)},
              {"nobody", request.asks_nobody},
              {"popup", request.opens_in_popup},
              {"hint", request.login_hint},
              {"subject", request.subject},
              {"error", request.error},
              {"error_description", request.error_description},
              {"language", request.language ? code_of(*request.language) : ""},
              {"at", to_stored(request.at)}};
    if (request.signed_in_since) json["since"] = to_stored(*request.signed_in_since);
    return sealer.seal(where, json.dump());
}

std::optional<AuthorizationRequest> open_request(Sealer const& sealer, std::string_view sealed) {
    auto const opened = sealer.open(where, sealed);
    if (!opened) return std::nullopt;
    auto const json = Json::parse(*opened);
    AuthorizationRequest request{
        .client_id = Id<Client>(json.at("client").get<std::string>()),
        .redirect_address = json.at("address"),
        .response_mode = json.at("form_post").get<bool>() ? ResponseMode::form_post : ResponseMode::query,
        .state = json.at("state"),
        .nonce = json.at("nonce"),
        .challenge = json.at("challenge"),
        .scopes = words_in(json.at("scope").get<std::string>()),
        .asks_nobody = json.at("nobody"),
        .opens_in_popup = json.at("popup"),
        .login_hint = json.at("hint"),
        .subject = json.at("subject"),
        .error = json.at("error"),
        .error_description = json.at("error_description"),
        .language = language_of(json.at("language").get<std::string>()),
        .at = from_stored(json.at("at").get<std::int64_t>())};
    if (json.contains("since")) request.signed_in_since = from_stored(json["since"].get<std::int64_t>());
    return request;
}

}  // namespace voordeur
