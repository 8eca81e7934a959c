// SPDX-License-Identifier: EUPL-1.2
#include "web/request.hpp"

namespace voordeur {

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            break;
    }
    return "other";
}

std::optional<std::string> cookie_value(Request const& request, std::string_view name) {
    auto rest = request.header("cookie");
    while (!rest.empty()) {
        auto const semicolon = rest.find(';');
        auto pair = rest.substr(0, semicolon);
        rest.remove_prefix(semicolon == std::string_view::npos ? rest.size() : semicolon + 1);
        while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
        auto const equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name)
            return std::string(pair.substr(equals + 1));
    }
    return std::nullopt;
}

}  // namespace voordeur
