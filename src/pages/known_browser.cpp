// SPDX-License-Identifier: EUPL-1.2
#include "known_browser.hpp"

#include <algorithm>
#include <chrono>
#include <sstream>

#include "crypto/sealer.hpp"
#include "web/browser.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::days lifetime{365};
constexpr std::size_t most_accounts = 8;
constexpr SealContext where{.table = "cookie", .column = "known"};

}  // namespace

bool KnownBrowser::knows(std::string const& account) const {
    return std::find(accounts.begin(), accounts.end(), account) != accounts.end();
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
    for (std::string account; words >> account;) known.accounts.push_back(account);
    return known;
}

KnownBrowser with_account(std::optional<KnownBrowser> known, std::string const& account,
                          std::string const& fresh_id) {
    KnownBrowser result = known.value_or(KnownBrowser{fresh_id, {}});
    std::erase(result.accounts, account);
    result.accounts.insert(result.accounts.begin(), account);
    if (result.accounts.size() > most_accounts) result.accounts.resize(most_accounts);
    return result;
}

Cookie known_browser_cookie(Sealer const& sealer, CookieNames const& names, KnownBrowser const& known) {
    auto text = known.id;
    for (auto const& account : known.accounts) text += " " + account;
    return {names.known(), sealer.seal(where, text), lifetime};
}

}  // namespace voordeur
