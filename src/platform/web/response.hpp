// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace voordeur {

struct Cookie {
    std::string name;
    std::string value;                             // empty: the browser forgets it
    std::optional<std::chrono::seconds> lifetime;  // absent: until the browser closes
};

struct Response {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body = {};
    std::string header_lines = {};  // "Name: value" and a line end, each
    std::vector<Cookie> cookies = {};

    // Throws std::invalid_argument when either would begin a line of its own.
    Response& with_header(std::string_view name, std::string_view value);
    Response& with_cookie(Cookie cookie);
};

// For machines; never kept.
Response plain_text(int status, std::string body);

// After a POST: the browser GETs `path`, so that Reload and Back never send the form again.
Response see_other(std::string_view path);
// Where see_other() leads, in its header lines; empty: elsewhere.
std::string_view location_of(Response const& response);

}  // namespace voordeur
