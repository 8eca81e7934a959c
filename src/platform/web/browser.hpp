// SPDX-License-Identifier: EUPL-1.2
// What a browser brings along, and why a POST from it is believed to come from our own page.
#pragma once

#include <string>
#include <string_view>

#include "crypto/sealer.hpp"
#include "crypto/tokens.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {

// Cookie names: with `__Host-` wherever cookies are Secure, which the demo on plain http cannot be.
class CookieNames {
  public:
    explicit CookieNames(bool secure) : prefix_(secure ? "__Host-" : ""), secure_(secure) {}
    bool secure() const { return secure_; }
    std::string browser() const { return prefix_ + "browser"; }
    std::string session() const { return prefix_ + "session"; }
    std::string known() const { return prefix_ + "known"; }
    std::string filled_in() const { return prefix_ + "filled-in"; }
    std::string language() const { return prefix_ + "taal"; }

  private:
    std::string prefix_;
    bool secure_;
};

// The Set-Cookie header: HttpOnly, SameSite=Lax, Path=/.
std::string set_cookie_header(Cookie const& cookie, CookieNames const& names);

// The token of every form: HMAC over the browser cookie and the session cookie ("-" when there is none), so
// that a form made for another browser or another session does nothing.
std::string form_token(Mac const& mac, std::string_view browser, std::string_view session);
bool form_token_matches(Mac const& mac, std::string_view browser, std::string_view session,
                        std::string_view token);

// Whether the browser itself says that a POST comes from a page of `origin` (Sec-Fetch-Site, else Origin;
// "null" and nothing at all are refused).
bool is_same_origin(Request const& request, std::string_view origin);

}  // namespace voordeur
