// SPDX-License-Identifier: EUPL-1.2
#include "press.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app.hpp"
#include "crypto/encoding.hpp"
#include "crypto/sealer.hpp"
#include "factors/factor_store.hpp"
#include "known_browser.hpp"
#include "sessions/next_step_rules.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/browser.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

// A second press comes within seconds; hashing and a slow network make them more.
constexpr std::chrono::seconds second_press_within{60};

constexpr std::string_view before_a_change = "/bevestig";

// Its form's token is in what was sent: that binds it to the browser and the session that the page was for,
// and nobody makes up another's.
std::optional<CookieToken> token_sent_for(App const& app, Visitor const& visitor) {
    auto const& request = visitor.request;
    if (request.method != Method::post || !visitor.form.has("form_token")) return std::nullopt;
    return CookieToken(to_base64url(sha256(app.mac.of("press", request.path + "\n" + request.body))));
}

std::string page_of(Session const& session, SignedInFacts const& facts, Visitor const& visitor) {
    auto const next = next_step(facts);
    if (session.asks_documents || next != NextStep::services || !visitor.page.starts_with(urls::account))
        return std::string(path_of(next));
    // What was confirmed is asked for again; what was changed is seen in Mijn account.
    auto const at = visitor.page.find(before_a_change);
    return at == std::string::npos ? std::string(urls::account) : visitor.page.substr(0, at);
}

// The session that it began.
std::optional<Response> signed_in_by_first_press(App const& app, Visitor const& visitor,
                                                 CookieToken const& token) {
    auto const hash = session_hash(token.reveal());
    auto const page = app.database.read([&](Transaction& transaction) -> std::optional<std::string> {
        if (!is_session_begun_since(transaction, hash, visitor.now() - second_press_within))
            return std::nullopt;
        auto const session = find_session(transaction, hash, visitor.now());
        if (!session) return std::nullopt;
        return page_of(*session, signed_in_facts(transaction, app, *session), visitor);
    });
    if (!page) return std::nullopt;
    auto response = see_other(*page);
    set_session_cookies(app, response, token.reveal());
    return response;
}

std::string_view last_page_after(std::string_view path) {
    if (path == urls::phone_password) return urls::done;
    return path == urls::app_password ? urls::done_with_app : std::string_view();
}

// The guide signs out when the second factor is bound: the press that did it began no session.
std::optional<Response> signed_out_by_first_press(App const& app, Visitor const& visitor) {
    auto const last_page = last_page_after(visitor.request.path);
    if (last_page.empty() || app.is_short_journey || visitor.signed_in || !visitor.session_cookie)
        return std::nullopt;
    auto const is_bound_now = app.database.read([&](Transaction& transaction) {
        auto const account_id = account_of_session(transaction, session_hash(*visitor.session_cookie));
        return account_id &&
               std::ranges::any_of(factors_of(transaction, *account_id), [&](Factor const& each) {
                   return each.facts.made_at >= visitor.now() - second_press_within;
               });
    });
    if (!is_bound_now) return std::nullopt;
    auto response = see_other(of_practice(last_page, visitor));
    clear_session_cookies(app, response);
    return response;
}

}  // namespace

CookieToken token_of_press(Transaction& transaction, App const& app, Visitor const& visitor) {
    auto token = token_sent_for(app, visitor);
    if (!token || account_of_session(transaction, session_hash(token->reveal())))
        return new_cookie_token(app.random);
    return std::move(*token);
}

bool has_session_of_press(App const& app, Visitor const& visitor) {
    auto const token = token_sent_for(app, visitor);
    return token && visitor.session_cookie && same_secret(*visitor.session_cookie, token->reveal());
}

std::optional<Response> answer_of_first_press(App const& app, Visitor const& visitor) {
    auto const token = token_sent_for(app, visitor);
    if (!token) return std::nullopt;
    auto response = signed_in_by_first_press(app, visitor, *token);
    if (!response) response = signed_out_by_first_press(app, visitor);
    if (response)
        response->with_cookie(known_browser_cookie(app.sealer, app.cookies, this_browser(app, visitor)));
    return response;
}

Response or_of_first_press(App const& app, Visitor const& visitor, Response response) {
    auto const has_session = std::ranges::any_of(
        response.cookies, [&](Cookie const& cookie) { return cookie.name == app.cookies.session(); });
    if (has_session) return response;
    auto first = answer_of_first_press(app, visitor);
    return first ? std::move(*first) : response;
}

}  // namespace voordeur
