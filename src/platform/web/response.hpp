// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::vector<Cookie> cookies = {};

    Response& with_header(std::string_view name, std::string_view value);
    Response& with_cookie(Cookie cookie);
};

// For machines; never kept.
Response plain_text(int status, std::string body);

// After a POST: the browser GETs `path`, so that Reload and Back never send the form again.
Response see_other(std::string_view path);

}  // namespace voordeur
