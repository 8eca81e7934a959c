// SPDX-License-Identifier: EUPL-1.2
#include "visitor.hpp"

#include "accounts/account_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "call_practice.html.hpp"
#include "crypto/tokens.hpp"
#include "factors/factor_store.hpp"
#include "known_browser.hpp"
#include "page.hpp"
#include "passwords/password_check.hpp"
#include "problem.html.hpp"
#include "sessions/next_step_rules.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "wait.html.hpp"
#include "web/browser.hpp"
#include "web/response.hpp"
#include "words.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

PageFrame frame_for(App const& app, Visitor const& visitor) {
    PageFrame frame;
    frame.language = visitor.language;
    if (visitor.practice) frame.practice = card_of(*visitor.practice);
    frame.operator_name = app.site.operated_by.name;
    frame.year = year_of(visitor.now());
    frame.is_demo = app.demo_mailbox != nullptr;
    frame.brand_style_name = app.brand_style_name;
    frame.logo_name = app.logo_name;
    frame.form_token = form_token(app.mac, visitor.browser, visitor.session_cookie);
    return frame;
}

}  // namespace

LinkKind link_kind_of(std::string_view path) {
    return path.starts_with(urls::confirmation) ? LinkKind::confirmation : LinkKind::invitation;
}

Page page_for(App const& app, Visitor const& visitor, FilledTemplate const& file, Word title) {
    return Page(app.templates, app.catalogue, frame_for(app, visitor), {file, title});
}

PracticeCard card_of(Practice const& practice) {
    return {practice.slug, practice.name, practice.phone, practice.email};
}

Actor actor_of(Visitor const& visitor) {
    if (visitor.signed_in) return {visitor.signed_in->account.id, visitor.network};
    if (visitor.opened_link) return {visitor.opened_link->registration_id, visitor.network};
    return Actor::unknown(visitor.network);
}

void record_step(Transaction& transaction, App const& app, Visitor const& visitor, AuditEvent event) {
    if (!event.actor) event.actor = actor_of(visitor);
    if (!event.practice_id && visitor.practice) event.practice_id = visitor.practice->id;
    record_event(transaction, event, visitor.now(), app.random);
}

bool is_too_often(Transaction& transaction, Visitor const& visitor, AuditType type,
                  AuditObject const& object) {
    RecordedSteps steps{type, object, visitor.now() - std::chrono::hours(1)};
    if (are_at_least(transaction, steps, steps_an_hour_from_everywhere)) return true;
    steps.network = visitor.network;
    return are_at_least(transaction, steps, steps_an_hour);
}

void record_wrong_password(App const& app, PatientVisitor const& visitor) {
    app.database.transaction([&](Transaction& transaction) {
        record_step(transaction, app, visitor,
                    {.type = AuditType::account_password,
                     .outcome = Outcome::refused,
                     .object = visitor.account().id});
    });
}

NextStep next_step_of(Transaction& transaction, Account const& account, UsedMethods const& methods) {
    return next_step(
        {level_of(methods), has_super_pin(transaction, account.id), has_factor(transaction, account.id)});
}

std::string_view path_of(NextStep step) {
    switch (step) {
        case NextStep::make_super_pin:
            return urls::super_pin;
        case NextStep::add_second_factor:
            return urls::second_factor;
        case NextStep::enter_code:
            return urls::sign_in_code;
        case NextStep::services:
            return urls::services;
    }
    return urls::sign_in;
}

namespace {

// Asked only for a browser that signed in to this account before: nobody else learns whether there is one.
bool is_still_known(App const& app, std::string const& email, Time since) {
    auto const ended = app.database.read(
        [&](Transaction& transaction) { return known_browsers_ended_at(transaction, email); });
    // Never ended is the beginning of time, when cookies of before are said to be of.
    return ended && (since > *ended || to_stored(*ended) == 0);
}

}  // namespace

PasswordAttempt password_attempt(App const& app, Visitor const& visitor, std::string const& email,
                                 Password password) {
    auto const known = known_browser(app.sealer, app.cookies, visitor.request);
    PasswordAttempt attempt{email, std::move(password), visitor.network, std::nullopt};
    auto const since = known ? known->knows(known_account(app.mac, email)) : std::nullopt;
    if (since && is_still_known(app, email, *since)) attempt.known_browser = known->id;
    return attempt;
}

void set_session_cookies(App const& app, Response& response, std::string const& session_token) {
    response.with_cookie({app.cookies.session(), session_token, std::nullopt});
    response.with_cookie({app.cookies.browser(), new_cookie_token(app.random).reveal(), std::nullopt});
}

void clear_session_cookies(App const& app, Response& response) {
    response.with_cookie({app.cookies.session(), "", std::nullopt});
    response.with_cookie({app.cookies.browser(), new_cookie_token(app.random).reveal(), std::nullopt});
}

void remember_browser(App const& app, PatientVisitor const& visitor, Response& response) {
    auto const browser = known_browser(app.sealer, app.cookies, visitor.request);
    if (!browser) return;  // its cookies were deleted since the password
    auto const known =
        with_account(*browser, {known_account(app.mac, visitor.account().email), visitor.now()});
    response.with_cookie(known_browser_cookie(app.sealer, app.cookies, known));
}

namespace {

namespace problem = html::pages_problem;

void fill_problem(Page& page, Visitor const& visitor, Problem const& what) {
    page.set(problem::PROBLEM_TITLE, what.title).set(problem::PROBLEM_TEXT, what.text);
    if (what.status >= 500) page.set(problem::REFERENCE, visitor.request.id).show(problem::HAS_REFERENCE);
    if (visitor.practice)
        Page::fill_practice(page.include(problem::CALL_PRACTICE, html::pages_call_practice::file),
                            card_of(*visitor.practice));
}

}  // namespace

Response problem_page(App const& app, Visitor const& visitor, Problem const& what) {
    auto page = page_for(app, visitor, problem::file, what.title);
    fill_problem(page, visitor, what);
    auto response = page.respond(what.status);
    if (what.status == 503) response.with_header("Retry-After", "5");
    return response;
}

namespace {

Response with_page_link(Page& page, std::string const& page_path, int status) {
    page.set(problem::LINK_URL, page_path)
        .set(problem::LINK_TEXT, words::pages::problem_try_again)
        .show(problem::HAS_LINK);
    return page.respond(status);
}

}  // namespace

Response open_again_page(App const& app, Visitor const& visitor, std::string const& page_path) {
    auto page = page_for(app, visitor, problem::file, words::pages::open_again_title);
    fill_problem(page, visitor, {400, words::pages::open_again_title, words::pages::open_again_text});
    return with_page_link(page, page_path, 400);
}

Response other_session_page(App const& app, Visitor const& visitor, std::string const& page_path) {
    auto page = page_for(app, visitor, problem::file, words::pages::other_session_title);
    fill_problem(page, visitor, {403, words::pages::other_session_title, words::pages::other_session_text});
    if (visitor.signed_in) {
        set_email(page, problem::EMAIL_NAME, problem::EMAIL_HOST, visitor.signed_in->account.email);
        page.set(problem::SIGN_OUT_URL, urls::sign_out).show(problem::SIGNED_IN);
    }
    return with_page_link(page, page_path, 403);
}

Response too_often_page(App const& app, Visitor const& visitor, std::string_view back) {
    auto page = page_for(app, visitor, problem::file, words::pages::wait_title);
    fill_problem(page, visitor, {429, words::pages::wait_title, words::pages::too_often_text});
    page.set(problem::LINK_URL, back)
        .set(problem::LINK_TEXT, words::pages::problem_try_again)
        .show(problem::HAS_LINK);
    return page.respond(429).with_header("Retry-After", "3600");
}

Response failed_page(App const& app, Visitor const& visitor) {
    return problem_page(app, visitor,
                        {500, words::pages::internal_error_title, words::pages::internal_error_text});
}

Response busy_page(App const& app, Visitor const& visitor) {
    return problem_page(app, visitor, {503, words::pages::busy_title, words::pages::busy_text});
}

Response wait_page(App const& app, Visitor const& visitor, std::chrono::seconds wait) {
    namespace html = html::pages_wait;
    auto page = page_for(app, visitor, html::file, words::pages::wait_title);
    page.set(html::SECONDS, std::to_string(wait.count())).set(html::BACK_URL, urls::sign_in);
    page.show(html::WRONG_PASSWORD).show(html::SECONDS_LEFT{.seconds = wait.count()});
    auto response = page.respond(429);
    response.with_header("Retry-After", std::to_string(wait.count()));
    return response;
}

void set_email(Page& page, ValueName name, ValueName host, std::string const& email) {
    auto const at = email.find('@');
    page.set(name, email.substr(0, at)).set(host, at == std::string::npos ? "" : email.substr(at + 1));
}

}  // namespace voordeur
