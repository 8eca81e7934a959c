// SPDX-License-Identifier: EUPL-1.2
#include "recovery/recovering.hpp"

#include "app.hpp"
#include "crypto/sealer.hpp"
#include "crypto/tokens.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

Recovering browser_of(App const& app, std::string const& cookie, Visitor const& visitor) {
    return {app.mac.of("recovering browser", cookie), visitor.network, visitor.now()};
}

}  // namespace

Recovering recovering_here(App const& app, Visitor const& visitor) {
    return browser_of(app, visitor.browser, visitor);
}

Visitor of_draft(Visitor visitor, DraftFacts const& facts) {
    if (facts.practice) visitor.practice = facts.practice;
    return visitor;
}

std::optional<DraftFacts> draft_of(App const& app, Visitor const& visitor) {
    return draft_facts(app.recovery, recovering_here(app, visitor));
}

Response to_beginning(Visitor const& visitor) {
    return see_other(of_practice(urls::forgot_password, visitor) + "?verlopen");
}

FreshBrowser fresh_browser(App const& app, Visitor const& visitor) {
    auto const cookie = new_cookie_token(app.random).reveal();
    return {browser_of(app, cookie, visitor), cookie};
}

void set_browser_cookie(App const& app, Response& response, FreshBrowser const& fresh) {
    response.with_cookie({app.cookies.browser(), fresh.cookie, std::nullopt});
}

}  // namespace voordeur
