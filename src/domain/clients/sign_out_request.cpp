// SPDX-License-Identifier: EUPL-1.2
#include "clients/sign_out_request.hpp"

#include <nlohmann/json.hpp>

namespace voordeur {
namespace {

using Json = nlohmann::json;

constexpr SealContext where{.table = "address", .column = "sign-out request"};

}  // namespace

std::string seal_sign_out(Sealer const& sealer, SignOutRequest const& request) {
    Json const json{{"client", request.client_id ? request.client_id->text() : ""},
                    {"session", request.session_name},
                    {"address", request.address},
                    {"at", to_stored(request.at)}};
    return sealer.seal(where, json.dump());
}

std::optional<SignOutRequest> open_sign_out(Sealer const& sealer, std::string_view sealed) {
    auto const opened = sealer.open(where, sealed);
    if (!opened) return std::nullopt;
    auto const json = Json::parse(*opened);
    auto const client = json.at("client").get<std::string>();
    return SignOutRequest{.client_id = client.empty() ? std::nullopt : std::optional(Id<Client>(client)),
                          .session_name = json.at("session"),
                          .address = json.at("address"),
                          .at = from_stored(json.at("at").get<std::int64_t>())};
}

}  // namespace voordeur
