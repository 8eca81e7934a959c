// SPDX-License-Identifier: EUPL-1.2
#include "service_request.hpp"

#include "app.hpp"
#include "base/escaping.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

// No part of a form token.
constexpr char behind_token = ' ';

std::optional<ServiceRequest> opened_request(App const& app, std::string_view sealed) {
    if (sealed.empty()) return std::nullopt;
    auto asked = open_request(app.sealer, sealed);
    if (!asked) return std::nullopt;
    return ServiceRequest{std::string(sealed), std::move(*asked)};
}

}  // namespace

std::string_view token_of_form(std::string_view form_token) {
    return form_token.substr(0, form_token.find(behind_token));
}

std::optional<ServiceRequest> service_request_of(App const& app, Visitor const& visitor) {
    if (auto found = opened_request(app, visitor.query.text(service_request_field))) return found;
    std::string_view const token = visitor.form.text("form_token");
    auto const behind = token.find(behind_token);
    return behind == std::string_view::npos ? std::nullopt : opened_request(app, token.substr(behind + 1));
}

std::string with_service_request(std::string form_token, Visitor const& visitor) {
    if (visitor.service_request) form_token.append(1, behind_token).append(visitor.service_request->sealed);
    return form_token;
}

bool is_to_sign_in_anew(Visitor const& visitor) {
    return visitor.signed_in && visitor.service_request && visitor.service_request->asked.signed_in_since &&
           visitor.signed_in->signed_in_at < *visitor.service_request->asked.signed_in_since;
}

std::string path_with(std::string_view path, ServiceRequest const& request) {
    std::string whole(path);
    whole += path.find('?') == std::string_view::npos ? '?' : '&';
    return whole.append(service_request_field).append("=").append(url_encoded(request.sealed));
}

std::string path_along(std::string_view path, Visitor const& visitor) {
    return visitor.service_request ? path_with(path, *visitor.service_request) : std::string(path);
}

void send_along(Response& response, Visitor const& visitor) {
    auto const path = location_of(response);
    if (!visitor.service_request || !path.starts_with('/')) return;
    if (path.find(std::string(service_request_field) + "=") != std::string_view::npos) return;
    auto const begin = static_cast<std::size_t>(path.data() - response.header_lines.data());
    response.header_lines.replace(begin, path.size(), path_with(path, *visitor.service_request));
}

}  // namespace voordeur
