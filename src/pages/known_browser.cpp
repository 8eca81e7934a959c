// SPDX-License-Identifier: EUPL-1.2
#include "known_browser.hpp"

#include <algorithm>
#include <chrono>
#include <sstream>

#include "app.hpp"
#include "base/number.hpp"
#include "crypto/sealer.hpp"
#include "visitor.hpp"
#include "web/browser.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::days lifetime{365};
constexpr std::size_t most_accounts = 8;
constexpr SealContext where{.table = "cookie", .column = "known"};

}  // namespace

std::optional<Time> KnownBrowser::knows(std::string const& account) const {
    auto const found = std::ranges::find(accounts, account, &SignedIn::account);
    return found == accounts.end() ? std::nullopt : std::optional(found->at);
}

std::string known_account(Mac const& mac, std::string const& email) {
    return mac.of("known account", email).substr(0, 16);
}

std::optional<KnownBrowser> known_browser(Sealer const& sealer, CookieNames const& names,
                                          Request const& request) {
    auto const cookie = cookie_value(request, names.known());
    auto const text = cookie ? sealer.open(where, *cookie) : std::nullopt;
    if (!text) return std::nullopt;
    std::istringstream words(*text);
    KnownBrowser known;
    words >> known.id;
    // Cookies of before have no time.
    for (std::string word; words >> word;) {
        auto const at = word.find('@');
        auto const time = at == std::string::npos ? std::nullopt : whole_number(word.substr(at + 1));
        known.accounts.push_back({word.substr(0, at), from_stored(time.value_or(0))});
    }
    return known;
}

KnownBrowser with_account(KnownBrowser known, KnownBrowser::SignedIn const& signed_in) {
    std::erase_if(known.accounts, [&](auto const& other) { return other.account == signed_in.account; });
    known.accounts.insert(known.accounts.begin(), signed_in);
    if (known.accounts.size() > most_accounts) known.accounts.resize(most_accounts);
    return known;
}

KnownBrowser this_browser(App const& app, Visitor const& visitor) {
    return known_browser(app.sealer, app.cookies, visitor.request)
        .value_or(KnownBrowser{app.mac.of("known browser", visitor.browser).substr(0, 32), {}});
}

Cookie known_browser_cookie(Sealer const& sealer, CookieNames const& names, KnownBrowser const& known) {
    auto text = known.id;
    for (auto const& [account, at] : known.accounts)
        text += " " + account + "@" + std::to_string(to_stored(at));
    return {names.known(), sealer.seal(where, text), lifetime};
}

}  // namespace voordeur
