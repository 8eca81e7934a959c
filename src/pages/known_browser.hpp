// SPDX-License-Identifier: EUPL-1.2
// A browser in which an account was signed in to with two factors before is recognised by a sealed cookie of
// its own: guesses from elsewhere never hold it up. It proves nothing about who sits before it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "page_function.hpp"

namespace voordeur {

class CookieNames;
class Mac;
class Sealer;
struct Cookie;
struct Request;

struct KnownBrowser {
    struct SignedIn {
        std::string account;  // known_account() of it
        Time at;              // last
    };
    std::string id;                  // lasts, unlike the browser cookie, which changes with each sign-in
    std::vector<SignedIn> accounts;  // newest first

    // When it last signed in to that account; nullopt: it never did.
    std::optional<Time> knows(std::string const& account) const;
};

// What stands for an address in the cookie.
std::string known_account(Mac const& mac, std::string const& email);

std::optional<KnownBrowser> known_browser(Sealer const& sealer, CookieNames const& names,
                                          Request const& request);
// With that account added: the newest eight are kept, a family's worth.
KnownBrowser with_account(KnownBrowser known, KnownBrowser::SignedIn const& signed_in);
// This one, or what is made of its browser cookie: a form that is pressed twice is of one browser.
KnownBrowser this_browser(App const& app, Visitor const& visitor);
Cookie known_browser_cookie(Sealer const& sealer, CookieNames const& names, KnownBrowser const& known);

}  // namespace voordeur
