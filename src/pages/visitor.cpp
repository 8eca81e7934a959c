// SPDX-License-Identifier: EUPL-1.2
#include "visitor.hpp"

#include "accounts/account_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "clients/grant_store.hpp"
#include "crypto/tokens.hpp"
#include "factors/factor_store.hpp"
#include "go_on.hpp"
#include "known_browser.hpp"
#include "page.hpp"
#include "passwords/password_check.hpp"
#include "press.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/next_step_rules.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "web/browser.hpp"
#include "web/response.hpp"
#include "whom_to_call.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

// Who registers has nothing to sign in to yet.
HeaderLink header_link_for(Visitor const& visitor) {
    if (visitor.signed_in) {
        auto const& session = *visitor.signed_in;
        auto const is_in = level_of(session.methods) == SignInLevel::two_factors && !session.asks_documents &&
                           !session.asks_new_super_pin && !visitor.is_on_the_way;
        return is_in ? HeaderLink::account : HeaderLink::sign_out;
    }
    return visitor.opened_link ? HeaderLink::none : HeaderLink::sign_in;
}

PageFrame frame_for(App const& app, Visitor const& visitor) {
    PageFrame frame;
    frame.language = visitor.language;
    if (visitor.practice) frame.practice = contact_of(*visitor.practice);
    frame.to_call = whom_to_call(app, visitor.practice);
    frame.header_link = header_link_for(visitor);
    frame.steps = app.is_short_journey ? 2 : 3;
    frame.operator_name = app.site.operated_by.name;
    frame.year = year_of(visitor.now());
    frame.is_demo = app.demo_mailbox != nullptr;
    frame.brand_style_name = app.brand_style_name;
    frame.logo_name = app.logo_name;
    frame.sealer = &app.sealer;
    if (is_only_to_show(visitor)) frame.said = opened(app.sealer, app.catalogue, visitor.form.text("said"));
    frame.form_token = with_service_request(
        form_token(app.mac, app.random.bytes(16), visitor.browser, visitor.session_cookie), visitor);
    return frame;
}

}  // namespace

LinkKind link_kind_of(std::string_view path) {
    return path.starts_with(urls::confirmation) ? LinkKind::confirmation : LinkKind::invitation;
}

Page page_for(App const& app, Visitor const& visitor, FilledTemplate const& file, FilledWord const& title) {
    return Page(app.templates, app.catalogue, frame_for(app, visitor), {file, title});
}

std::string of_practice(std::string_view page, Visitor const& visitor) {
    return urls::of_practice(page, visitor.practice ? visitor.practice->slug : "");
}

Actor actor_of(Visitor const& visitor) {
    if (visitor.signed_in) return {visitor.signed_in->account.id, visitor.network};
    if (visitor.opened_link) return {visitor.opened_link->registration_id, visitor.network};
    return Actor::unknown(visitor.network);
}

void record_step(Transaction& transaction, App const& app, Visitor const& visitor, AuditEvent event) {
    if (!event.actor) event.actor = actor_of(visitor);
    if (!event.practice_id && visitor.practice) event.practice_id = visitor.practice->id;
    app.audit.record(transaction, event, visitor.now());
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

SignedInFacts signed_in_facts(Transaction& transaction, App const& app, Account const& account,
                              UsedMethods const& methods) {
    return {.level = level_of(methods),
            .has_super_pin = has_super_pin(transaction, account.id),
            .has_second_factor = has_factor(transaction, account.id),
            .factor_comes_first = app.is_short_journey};
}

SignedInFacts signed_in_facts(Transaction& transaction, App const& app, Session const& session) {
    auto facts = signed_in_facts(transaction, app, session.account, session.methods);
    facts.has_begun_factor = session.challenge_id.has_value();
    facts.asks_new_super_pin = session.asks_new_super_pin;
    return facts;
}

std::string_view path_of(NextStep step) {
    switch (step) {
        case NextStep::make_super_pin:
            return urls::super_pin;
        case NextStep::add_second_factor:
            return urls::second_factor;
        case NextStep::enter_code:
            return urls::sign_in_code;
        case NextStep::renew_super_pin:
            return urls::account_super_pin;
        case NextStep::services:
            return urls::services;
    }
    return urls::sign_in;
}

std::string_view page_of(Change change) {
    switch (change) {
        case Change::app:
            return urls::account_app;
        case Change::paper_codes:
            return urls::account_paper_codes;
        case Change::first_choice:
            return urls::account_first_choice;
        case Change::removal:
            return urls::account_removal;
        case Change::sessions:
            return urls::account_sessions;
        case Change::password:
            return urls::account_password;
        case Change::super_pin:
            return urls::account_super_pin;
        case Change::phone:
            return urls::account_phone;
        case Change::email:
            return urls::account_email;
        case Change::download:
            return urls::account_download;
        case Change::deletion:
            return urls::account_deletion;
        case Change::passkeys:
            return urls::account_passkeys;
        case Change::passkey_names:
            return urls::account_passkey_names;
        case Change::passkey_removal:
            return urls::account_passkey_removal;
    }
    return urls::account;
}

std::string confirm_path(Change change) {
    return std::string(page_of(change)) + "/bevestig";
}

PasswordAttempt password_attempt(App const& app, Visitor const& visitor, std::string const& name,
                                 Password password) {
    auto const known = known_browser(app.sealer, app.cookies, visitor.request);
    PasswordAttempt attempt{name, std::move(password), visitor.network, std::nullopt};
    auto const is_known = known && app.database.read([&](Transaction& transaction) {
        return is_known_browser_of(transaction, known_browser_hash(known->token), name, visitor.now());
    });
    if (is_known) attempt.known_browser = known->token;
    return attempt;
}

bool asks_password_again(App const& app, PatientVisitor const& visitor) {
    // A passkey alone makes no super-PIN.
    constexpr SignInNeed fresh_password{SignInLevel::password, std::chrono::minutes(5), Change::super_pin};
    return !app.is_short_journey ||
           missing(fresh_password, visitor.session().methods, visitor.now()) != Missing::nothing;
}

bool lock_for_change(Transaction& transaction, PatientVisitor const& visitor) {
    return lock_account(transaction, visitor.account().id) &&
           find_session(transaction, visitor.session().token_hash, visitor.now()).has_value();
}

CookieToken begin_session(Transaction& transaction, App const& app, Visitor const& visitor,
                          NewSession session) {
    session.device = visitor.device();
    auto token = token_of_press(transaction, app, visitor);
    auto const before = visitor.session_cookie ? session_hash(*visitor.session_cookie) : std::string();
    // Whoever signs in anew, or once more, is signed in at e-services as before.
    if (!before.empty() && end_session(transaction, before, visitor.now()))
        move_grants(transaction, session.account_id, {before, session_hash(token.reveal())});
    start_session(transaction, token, session, visitor.now());
    note_account_use(transaction, session.account_id, visitor.now());
    return token;
}

void set_session_cookies(App const& app, Response& response, std::string const& session_token) {
    response.with_cookie({app.cookies.session(), session_token, std::nullopt});
    response.with_cookie({app.cookies.browser(), new_cookie_token(app.random).reveal(), std::nullopt});
}

void sign_out(Transaction& transaction, App const& app, Visitor const& visitor) {
    if (!visitor.session_cookie) return;
    auto const hash = session_hash(*visitor.session_cookie);
    auto const account_id = account_of_session(transaction, hash);
    if (account_id && end_session(transaction, hash, visitor.now()))
        record_step(transaction, app, visitor,
                    {.type = AuditType::sign_in_sign_out,
                     .actor = Actor(*account_id, visitor.network),
                     .object = *account_id});
}

void clear_session_cookies(App const& app, Response& response) {
    response.with_cookie({app.cookies.session(), "", std::nullopt});
    response.with_cookie({app.cookies.browser(), new_cookie_token(app.random).reveal(), std::nullopt});
}

void remember_browser(App const& app, PatientVisitor const& visitor, Response& response) {
    auto const browser = known_browser(app.sealer, app.cookies, visitor.request);
    if (!browser) return;  // its cookies were deleted since the password
    app.database.transaction([&](Transaction& transaction) {
        remember_known_browser(transaction, known_browser_hash(browser->token), visitor.account().id,
                               visitor.now());
    });
    response.with_cookie(known_browser_cookie(app.sealer, app.cookies, *browser));
}

void set_email(Page& page, ValueName name, ValueName host, std::string const& email) {
    auto const at = email.find('@');
    auto const end = at == std::string::npos ? email.size() : at + 1;
    page.set(name, email.substr(0, end)).set(host, email.substr(end));
}

}  // namespace voordeur
