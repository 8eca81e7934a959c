// SPDX-License-Identifier: EUPL-1.2
#include "known_browser.hpp"

#include "app.hpp"
#include "crypto/sealer.hpp"
#include "sessions/known_browser_store.hpp"
#include "visitor.hpp"
#include "web/browser.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

constexpr SealContext where{.table = "cookie", .column = "known"};

}  // namespace

std::optional<KnownBrowser> known_browser(Sealer const& sealer, CookieNames const& names,
                                          Request const& request) {
    auto const cookie = cookie_value(request, names.known());
    auto const text = cookie ? sealer.open(where, *cookie) : std::nullopt;
    if (!text) return std::nullopt;
    // Cookies of before have accounts behind it, which prove nothing any more.
    return KnownBrowser{text->substr(0, text->find(' '))};
}

KnownBrowser this_browser(App const& app, Visitor const& visitor) {
    return known_browser(app.sealer, app.cookies, visitor.request)
        .value_or(KnownBrowser{app.mac.of("known browser", visitor.browser).substr(0, 32)});
}

Cookie known_browser_cookie(Sealer const& sealer, CookieNames const& names, KnownBrowser const& known) {
    return {names.known(), sealer.seal(where, known.token), known_browser_lasts};
}

}  // namespace voordeur
