// SPDX-License-Identifier: EUPL-1.2
// What a browser brings along, and why a POST from it is believed to come from our own page.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

class Mac;
struct Cookie;
struct Request;

// Cookie names: with `__Host-` wherever cookies are Secure, which the demo on plain http cannot be.
class CookieNames {
  public:
    explicit CookieNames(bool secure) : prefix_(secure ? "__Host-" : ""), secure_(secure) {}
    bool secure() const { return secure_; }
    std::string const& browser() const { return browser_; }
    std::string const& session() const { return session_; }
    std::string const& known() const { return known_; }
    std::string const& filled_in() const { return filled_in_; }
    std::string const& language() const { return language_; }
    std::string const& no_passkey() const { return no_passkey_; }

  private:
    std::string prefix_;
    bool secure_;
    std::string browser_ = prefix_ + "browser", session_ = prefix_ + "session", known_ = prefix_ + "known",
                filled_in_ = prefix_ + "filled-in", language_ = prefix_ + "taal",
                no_passkey_ = prefix_ + "geen-passkey";
};

// The Set-Cookie header: HttpOnly, SameSite=Lax, Path=/.
std::string set_cookie_header(Cookie const& cookie, CookieNames const& names);

// The value of a cookie that is a token of ours; nullopt: none, or what we never made.
std::optional<std::string> cookie_token(Request const& request, std::string const& name);

// The token of every form: HMAC over the browser cookie and, where there is one, the session cookie, so that
// a form made for another browser or another session does nothing; and over 16 bytes of its own, so that
// nobody who has both cookies knows what a page sends that somebody else looked at (press.hpp).
std::string form_token(Mac const& mac, std::string_view own_bytes, std::string_view browser,
                       std::optional<std::string> const& session);
bool form_token_matches(Mac const& mac, std::string_view browser, std::optional<std::string> const& session,
                        std::string_view token);

// Whether the browser itself says that a POST comes from a page of `origin` (Sec-Fetch-Site, else Origin;
// "null" and nothing at all are refused).
bool is_same_origin(Request const& request, std::string_view origin);

}  // namespace voordeur
