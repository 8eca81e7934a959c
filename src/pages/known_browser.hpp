// SPDX-License-Identifier: EUPL-1.2
// The cookie by which a browser is known again: sealed, with a token that lasts, unlike the browser cookie,
// which changes with each sign-in. Which accounts know it is in the database (sessions/known_browser_store).
#pragma once

#include <optional>
#include <string>

#include "page_function.hpp"

namespace voordeur {

class CookieNames;
class Sealer;
struct Cookie;
struct Request;

struct KnownBrowser {
    std::string token;
};

std::optional<KnownBrowser> known_browser(Sealer const& sealer, CookieNames const& names,
                                          Request const& request);
// This one, or what is made of its browser cookie: a form that is pressed twice is of one browser.
KnownBrowser this_browser(App const& app, Visitor const& visitor);
Cookie known_browser_cookie(Sealer const& sealer, CookieNames const& names, KnownBrowser const& known);

}  // namespace voordeur
