// SPDX-License-Identifier: EUPL-1.2
#include "oidc/json_answer.hpp"

#include <nlohmann/json.hpp>

#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {

Response json_answer(int status, nlohmann::ordered_json const& object) {
    Response response;
    response.status = status;
    response.content_type = "application/json";
    response.body = object.dump();
    response.with_header("Cache-Control", "no-store");
    return response.with_header("Pragma", "no-cache");
}

Response published_answer(nlohmann::ordered_json const& object) {
    Response response;
    response.content_type = "application/json";
    response.body = object.dump();
    return response.with_header("Cache-Control", "public, max-age=3600");
}

Response refuse_token(TokenRefusal const& refusal) {
    auto response =
        json_answer(refusal.status, {{"error", refusal.error}, {"error_description", refusal.description}});
    if (!refusal.authenticate.empty()) response.with_header("WWW-Authenticate", refusal.authenticate);
    return response;
}

std::optional<Form> form_of_program(Request const& request) {
    if (!request.header("content-type").starts_with("application/x-www-form-urlencoded")) return std::nullopt;
    return Form::parse(request.body);
}

}  // namespace voordeur
