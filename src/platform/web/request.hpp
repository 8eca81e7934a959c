// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace voordeur {

enum class Method { get, head, post, options, other };
// As it is written; "other" for all others.
std::string_view name_of(Method method);

// A request as far as pages may see it. Header names are in lower case; a header sent twice is joined with ",
// ", Cookie with "; "; those that frame a request (Host, Content-Length) are sent at most once: the request
// guard.
struct Request {
    Method method = Method::get;
    std::string path;   // decoded nowhere: our paths are letters, digits, dashes and slashes; or * of OPTIONS
    std::string query;  // after the "?"
    std::map<std::string, std::string, std::less<>> headers;
    std::string body;
    std::string peer;     // the address of the connection, "unix" for a socket file
    Time now;             // one time for the whole request
    std::string id = {};  // 8 hex digits: the log has them, and so has a page that says that something broke
    bool is_excess = false;  // more than the server does at once: answer 503, do nothing else

    std::string_view header(std::string_view name) const {
        auto const found = headers.find(name);
        return found == headers.end() ? std::string_view() : std::string_view(found->second);
    }
};

// The value of one cookie. A browser sends several of one name when another page of the host set one: the
// first with the `__Host-` prefix cannot be such a one.
std::optional<std::string> cookie_value(Request const& request, std::string_view name);

}  // namespace voordeur
