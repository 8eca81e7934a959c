// SPDX-License-Identifier: EUPL-1.2
#include "who_asks.hpp"

#include "app.hpp"
#include "held_back.hpp"
#include "practices/practice_list.hpp"
#include "practices/practice_store.hpp"
#include "problem_pages.hpp"
#include "routes/route.hpp"
#include "routes/route_finder.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

// Of whoever is signed in, or was until their session ended.
std::optional<Practice> practice_of_account(Transaction& transaction, Visitor const& visitor) {
    auto const account = visitor.signed_in
                             ? std::optional(visitor.signed_in->account.id)
                             : account_of_session(transaction, session_hash(*visitor.session_cookie));
    if (!account) return std::nullopt;
    auto const practices = practices_of_account(transaction, *account);
    return practices.empty() ? std::nullopt : std::optional(practices.front());
}

// Whoever can show something that the recovery left as it was, is asked for that.
std::optional<Response> answer_held_back(App const& app, Visitor const& visitor, Change change) {
    auto const held = held_back(app, visitor.signed_in.value(), change, visitor.now());
    if (!held) return std::nullopt;
    if (!held->ways.empty()) return see_other(confirm_path(change));
    return problem_page(
        app, visitor,
        {403, words::pages::held_back_title,
         words::pages::held_back_text{.until = date_and_time(held->until, visitor.language)}, true});
}

// Where a page stands: what says nothing is of those that open when every step was taken.
NextStep step_of(RouteTerms const& terms, SignedInFacts const& facts) {
    if (terms.at) return *terms.at;
    auto const renews = terms.need.change == Change::super_pin && facts.asks_new_super_pin;
    return renews ? NextStep::renew_super_pin : NextStep::services;
}

}  // namespace

void load_service_request(App const& app, Visitor& visitor) {
    visitor.service_request = service_request_of(app, visitor);
    auto const chose = visitor.query.has("taal") || visitor.form.has("taal") ||
                       cookie_value(visitor.request, app.cookies.language());
    if (visitor.service_request && !chose)
        visitor.language = visitor.service_request->asked.language.value_or(visitor.language);
}

void load_session(App const& app, Visitor& visitor) {
    if (!visitor.session_cookie) return;
    auto const hash = session_hash(*visitor.session_cookie);
    visitor.signed_in = app.database.read(
        [&](Transaction& transaction) { return find_session(transaction, hash, visitor.now()); });
    if (visitor.signed_in && visitor.now() >= visitor.signed_in->last_used_at + use_noted_every)
        app.database.transaction(
            [&](Transaction& transaction) { note_session_use(transaction, hash, visitor.now()); });
}

void load_practice(App const& app, Visitor& visitor, FoundRoute const& found) {
    if (found.name.ends_with("{slug}")) visitor.practice = app.practices.by_slug(found.part, visitor.now());
    if (!visitor.practice && !visitor.signed_in) visitor.practice = app.practices.only_one(visitor.now());
    if (!visitor.practice && visitor.session_cookie)
        visitor.practice = app.database.read(
            [&](Transaction& transaction) { return practice_of_account(transaction, visitor); });
    if (!visitor.practice) visitor.practice = app.practices.only_one(visitor.now());
}

std::optional<Response> answer_before_change(App const& app, Visitor const& visitor, SignInNeed const& need) {
    auto const& methods = visitor.signed_in.value().methods;
    if (!need.change || missing({SignInLevel::two_factors}, methods, visitor.now()) != Missing::nothing)
        return std::nullopt;
    if (auto answer = answer_held_back(app, visitor, *need.change)) return answer;
    if (missing(need, methods, visitor.now()) == Missing::nothing) return std::nullopt;
    return see_other(confirm_path(*need.change));
}

std::optional<Response> lead_to_next_step(App const& app, Visitor& visitor, RouteTerms const& terms) {
    auto const& session = visitor.signed_in.value();
    auto const facts = app.database.read(
        [&](Transaction& transaction) { return signed_in_facts(transaction, app, session); });
    auto const lacks = missing(terms.need, session.methods, visitor.now());
    if (lacks != Missing::nothing || !may_do(step_of(terms, facts), facts))
        return see_other(path_of(next_step(facts)));
    visitor.is_on_the_way = terms.at.has_value();
    return std::nullopt;
}

}  // namespace voordeur
