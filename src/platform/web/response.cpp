// SPDX-License-Identifier: EUPL-1.2
#include "web/response.hpp"

#include <algorithm>
#include <stdexcept>

namespace voordeur {
namespace {

bool is_on_one_line(std::string_view text) {
    return std::ranges::none_of(
        text, [](char character) { return character == '\r' || character == '\n' || character == '\0'; });
}

}  // namespace

Response& Response::with_header(std::string_view name, std::string_view value) {
    if (!is_on_one_line(name) || !is_on_one_line(value))
        throw std::invalid_argument("a header with a line end in it");
    header_lines.append(name).append(": ").append(value).append("\r\n");
    return *this;
}

Response& Response::with_cookie(Cookie cookie) {
    cookies.push_back(std::move(cookie));
    return *this;
}

Response plain_text(int status, std::string body) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(body);
    return response.with_header("Cache-Control", "no-store");
}

// It writes its header first.
Response see_other(std::string_view path) {
    Response response;
    response.status = 303;
    response.with_header("Location", path);
    return response;
}

std::string_view location_of(Response const& response) {
    constexpr std::string_view location = "Location: ";
    std::string_view const lines = response.header_lines;
    if (!lines.starts_with(location)) return "";
    return lines.substr(location.size(), lines.find('\r') - location.size());
}

}  // namespace voordeur
