// SPDX-License-Identifier: EUPL-1.2
#include "web/browser.hpp"

namespace voordeur {
namespace {

std::string signed_text(std::string_view browser, std::string_view session) {
    return std::string(browser) + " " + std::string(session.empty() ? "-" : session);
}

}  // namespace

std::string set_cookie_header(Cookie const& cookie, CookieNames const& names) {
    auto header = cookie.name + "=" + cookie.value + "; Path=/; HttpOnly; SameSite=Lax";
    if (names.secure()) header += "; Secure";
    if (cookie.value.empty())
        header += "; Max-Age=0";
    else if (cookie.lifetime)
        header += "; Max-Age=" + std::to_string(cookie.lifetime->count());
    return header;
}

std::string form_token(Mac const& mac, std::string_view browser, std::string_view session) {
    return mac.of("form token", signed_text(browser, session));
}

bool form_token_matches(Mac const& mac, std::string_view browser, std::string_view session,
                        std::string_view token) {
    return mac.matches("form token", signed_text(browser, session), token);
}

bool is_same_origin(Request const& request, std::string_view origin) {
    if (auto const site = request.header("sec-fetch-site"); !site.empty()) return site == "same-origin";
    return request.header("origin") == origin;
}

}  // namespace voordeur
