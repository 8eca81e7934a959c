// SPDX-License-Identifier: EUPL-1.2
#include "app.hpp"
#include "clients/client_store.hpp"
#include "clients/grant_store.hpp"
#include "clients/sign_out_request.hpp"
#include "oidc/answer.hpp"
#include "oidc/ask_sign_out.html.hpp"
#include "oidc/end_session.hpp"
#include "oidc/signed_out.html.hpp"
#include "oidc/words.hpp"
#include "page.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/form.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

struct Facts {
    std::optional<Client> client = {};
    bool has_session = false;  // idle or not: e-services may go on with it
    bool names_it = false;
};

Facts facts_of(App const& app, Visitor const& visitor, SignOutRequest const& asked) {
    auto const hash = session_hash(visitor.session_cookie.value_or(""));
    return app.database.read([&](Transaction& transaction) {
        Facts facts{.has_session = find_session_though_idle(transaction, hash).has_value()};
        if (!asked.client_id) return facts;
        facts.client = find_client(transaction, *asked.client_id);
        facts.names_it = facts.client && visitor.now() < asked.at + sign_out_request_lasts &&
                         is_session_named(transaction, {hash, *asked.client_id, asked.session_name});
        return facts;
    });
}

Response signed_out_page(App const& app, Visitor visitor, SignOutRequest const& asked, Facts const& facts) {
    namespace html = html::oidc_signed_out;
    visitor.signed_in.reset();
    auto page = page_for(app, visitor, html::file, words::oidc::signed_out_title);
    page.set(html::SIGN_IN_URL, of_practice(urls::sign_in, visitor));
    if (facts.client)
        page.set(html::BACK_URL, asked.address.empty() ? facts.client->start_address : asked.address)
            .set(html::BACK, words::oidc::to_service{.e_service = facts.client->name(visitor.language)})
            .show(html::KNOWN);
    return page.respond();
}

Response after_sign_out(App const& app, Visitor const& visitor, Response response) {
    app.database.transaction([&](Transaction& transaction) { sign_out(transaction, app, visitor); });
    clear_session_cookies(app, response);
    return response;
}

Response ask_page(App const& app, Visitor const& visitor, Facts const& facts) {
    namespace html = html::oidc_ask_sign_out;
    auto page = page_for(app, visitor, html::file, words::oidc::ask_sign_out_title);
    page.set(html::ACTION, urls::asked_sign_out)
        .set(html::ASKED, visitor.query.text(sign_out_field))
        .set(html::STAY_URL, urls::services);
    if (facts.client)
        page.set(html::WHO_ASKS,
                 words::oidc::e_service_asks{.e_service = facts.client->name(visitor.language)});
    else
        page.set(html::WHO_ASKS, words::oidc::a_website_asks);
    return page.respond();
}

}  // namespace

Response show_sign_out(App const& app, Visitor const& visitor) {
    if (is_fetched_ahead(visitor.request)) return not_ahead();
    auto const asked = open_sign_out(app.sealer, visitor.query.text(sign_out_field));
    if (!asked) return see_other(urls::services);
    auto const facts = facts_of(app, visitor, *asked);
    if (facts.has_session && !facts.names_it) return ask_page(app, visitor, facts);
    // Nobody is sent on without being asked whose e-service showed no ID token (section 3).
    auto response = facts.client && asked->shows_session() && !asked->address.empty()
                        ? see_other(asked->address)
                        : signed_out_page(app, visitor, *asked, facts);
    return facts.has_session ? after_sign_out(app, visitor, std::move(response)) : response;
}

Response submit_asked_sign_out(App const& app, Visitor const& visitor) {
    auto const asked = open_sign_out(app.sealer, visitor.form.text(sign_out_field));
    if (!asked) return see_other(urls::services);
    return after_sign_out(app, visitor,
                          signed_out_page(app, visitor, *asked, facts_of(app, visitor, *asked)));
}

}  // namespace voordeur
