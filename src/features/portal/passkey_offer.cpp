// SPDX-License-Identifier: EUPL-1.2
#include "portal/passkey_offer.hpp"

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "page.hpp"
#include "portal/passkey_offer.html.hpp"
#include "portal/passkey_offer_rules.hpp"
#include "recoveries/hold.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/browser.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

constexpr std::string_view said = "no";

PasskeyOffer offer_to(App const& app, PatientVisitor const& visitor) {
    if (!app.passkeys.are_possible()) return PasskeyOffer::none;
    PasskeyOfferFacts facts;
    facts.said_no = cookie_value(visitor.request, app.cookies.no_passkey()) == said;
    facts.came_by_another_device = visitor.query.has("ander-apparaat");
    app.database.read([&](Transaction& transaction) {
        auto const& id = visitor.account().id;
        facts.has_passkeys = !passkeys_of(transaction, id).empty();
        if (auto const origin = find_origin(transaction, id)) facts.account_made_at = origin->made_at;
        if (auto const last = recovered(transaction, id)) facts.free_since = last->at + recovery_hold;
    });
    return passkey_offer(facts, visitor.now());
}

}  // namespace

void fill_passkey_offer(Page& page, IncludeName where, App const& app, PatientVisitor const& visitor) {
    namespace names = html::portal_passkey_offer;
    auto const offer = offer_to(app, visitor);
    if (offer == PasskeyOffer::none) return;
    page.include(where, names::file)
        .set(names::ADD_URL, urls::account_passkeys)
        .set(names::LATER_URL, urls::no_passkey)
        .show(offer == PasskeyOffer::first_one ? names::FIRST_ONE : names::ON_THIS_DEVICE);
}

Response submit_no_passkey(App const& app, PatientVisitor const&) {
    return see_other(urls::services)
        .with_cookie({app.cookies.no_passkey(), std::string(said), no_passkey_lasts});
}

}  // namespace voordeur
