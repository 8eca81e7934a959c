// SPDX-License-Identifier: EUPL-1.2
#include "web/browser.hpp"

#include "crypto/encoding.hpp"
#include "crypto/sealer.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

constexpr std::size_t own_length = 32;  // 16 bytes in hex

// The first with its length, so that no two pairs have one text.
std::string signed_text(std::string_view browser, std::optional<std::string> const& session) {
    auto const of_browser = std::to_string(browser.size()) + ":" + std::string(browser);
    return session ? of_browser + " with " + *session : of_browser;
}

bool is_cookie_token(std::string_view text) {
    return text.size() == 43 &&
           text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
               std::string_view::npos;
}

}  // namespace

std::optional<std::string> cookie_token(Request const& request, std::string const& name) {
    auto const value = cookie_value(request, name);
    return value && is_cookie_token(*value) ? std::optional(*value) : std::nullopt;
}

std::string set_cookie_header(Cookie const& cookie, CookieNames const& names) {
    auto header = cookie.name + "=" + cookie.value + "; Path=/; HttpOnly; SameSite=Lax";
    if (names.secure()) header += "; Secure";
    if (cookie.value.empty())
        header += "; Max-Age=0";
    else if (cookie.lifetime)
        header += "; Max-Age=" + std::to_string(cookie.lifetime->count());
    return header;
}

std::string form_token(Mac const& mac, std::string_view own_bytes, std::string_view browser,
                       std::optional<std::string> const& session) {
    auto const own = to_hex(own_bytes);
    return own + mac.of("form token", own + signed_text(browser, session));
}

bool form_token_matches(Mac const& mac, std::string_view browser, std::optional<std::string> const& session,
                        std::string_view token) {
    auto const own = std::string(token.substr(0, own_length));
    return own.size() == own_length &&
           mac.matches("form token", own + signed_text(browser, session), token.substr(own_length));
}

bool is_same_origin(Request const& request, std::string_view origin) {
    if (auto const site = request.header("sec-fetch-site"); !site.empty()) return site == "same-origin";
    return request.header("origin") == origin;
}

}  // namespace voordeur
