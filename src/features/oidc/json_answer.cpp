// SPDX-License-Identifier: EUPL-1.2
#include "oidc/json_answer.hpp"

#include <nlohmann/json.hpp>

#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {

std::int64_t seconds_of(Time time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

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
    response.with_header("Vary", "Origin");
    return response.with_header("Cache-Control", "public, max-age=3600");
}

Response refuse_token(TokenRefusal const& refusal) {
    auto response =
        json_answer(refusal.status, {{"error", refusal.error}, {"error_description", refusal.description}});
    if (!refusal.authenticate.empty()) response.with_header("WWW-Authenticate", refusal.authenticate);
    return response;
}

Response trouble_answer(bool is_busy) {
    auto response = json_answer(is_busy ? 503 : 500,
                                {{"error", "server_error"}, {"error_description", "try again later"}});
    return is_busy ? response.with_header("Retry-After", "5") : response;
}

Response allow_request(App const&, Visitor const&) {
    auto response = plain_text(200, "");
    response.with_header("Access-Control-Allow-Methods", "GET, POST");
    response.with_header("Access-Control-Allow-Headers", "authorization, content-type");
    return response.with_header("Access-Control-Max-Age", "7200");
}

std::optional<Form> form_of_program(Request const& request) {
    if (!request.header("content-type").starts_with("application/x-www-form-urlencoded")) return std::nullopt;
    return Form::parse(request.body);
}

}  // namespace voordeur
