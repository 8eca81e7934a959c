// SPDX-License-Identifier: EUPL-1.2
#include "sign_in/signed_in.hpp"

#include <algorithm>

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "crypto/sealer.hpp"
#include "crypto/tokens.hpp"
#include "factors/challenge_store.hpp"
#include "factors/factor_store.hpp"
#include "factors/sms/sms_factor.hpp"
#include "filled_in.hpp"
#include "go_on.hpp"
#include "known_browser.hpp"
#include "new_sign_in.hpp"
#include "page.hpp"
#include "passwords/password_check.hpp"
#include "problem_pages.hpp"
#include "sessions/next_step_rules.hpp"
#include "sessions/session_store.hpp"
#include "sign_in/words.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "wait.html.hpp"
#include "ways.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

// A session, or what keeps the code from being sent.
struct SignedIn {
    CookieToken session;
    NextStep next;
    bool goes_on = false;  // what this account filled in in this browser is kept, for the page where it was
    std::optional<Id<Challenge>> sms_of = {};  // an SMS goes now
    bool is_instead = false;                   // what is asked first cannot be now
    bool has_lost_phone = false;               // and nothing else: what then, its page says
};
// Whose, and the challenge that sent the SMS; without a second factor, the binding that was going on in this
// browser.
struct SignIn {
    Account const& account;
    std::optional<Id<Challenge>> challenge_id;
    bool goes_on = false;
};
struct TooManySignIns {};
using PasswordSignIn =
    std::variant<SignedIn, SmsLimitReached, SmsBudgetUsed, FactorWaits, FactorWornOut, TooManySignIns>;

SignedIn start(Transaction& transaction, App const& app, Visitor const& visitor, SignIn const& sign_in) {
    auto const& account = sign_in.account;
    UsedMethods const methods{{std::string(password_method), visitor.now()}};
    auto token =
        begin_session(transaction, app, visitor, {account.id, methods, visitor.now(), sign_in.challenge_id});
    record_step(transaction, app, visitor,
                {.type = AuditType::sign_in_password,
                 .actor = Actor(account.id, visitor.network),
                 .object = account.id});
    return {std::move(token), next_step(signed_in_facts(transaction, app, account, methods)),
            sign_in.goes_on};
}

SignedIn start_without_factor(Transaction& transaction, App const& app, Visitor const& visitor,
                              Account const& account) {
    auto const earlier =
        visitor.session_cookie
            ? find_earlier_session(transaction, session_hash(*visitor.session_cookie), account.id)
            : std::nullopt;
    return start(transaction, app, visitor,
                 {account, earlier ? earlier->challenge_id : std::nullopt, earlier.has_value()});
}

PasswordSignIn hindrance_of(SmsStart const& outcome) {
    if (auto const* limit = std::get_if<SmsLimitReached>(&outcome)) return *limit;
    return SmsBudgetUsed{};
}

// What is asked for first, begun; or why nothing can be: what an SMS may not do, hinders no other way.
// Without a factor the password is enough to set one.
PasswordSignIn start_with_first_factor(Transaction& transaction, App const& app, Visitor const& visitor,
                                       SmsReceiver const& receiver) {
    if (!has_factor(transaction, receiver.account.id))
        return start_without_factor(transaction, app, visitor, receiver.account);
    auto const ways = ways_of(transaction, receiver.account.id, visitor.now());
    std::optional<PasswordSignIn> hindrance;
    for (auto const& way : ways) {
        if (!way.can_be_asked()) continue;
        auto const outcome = ask_for(transaction, {app, receiver, visitor.now()}, way.factor);
        if (auto const* started = std::get_if<ChallengeStarted>(&outcome)) {
            auto signed_in = start(transaction, app, visitor, {receiver.account, started->challenge_id});
            if (started->sends_sms) signed_in.sms_of = started->challenge_id;
            signed_in.is_instead = !way.is_first_choice;
            note_new_sign_in(transaction, app, visitor, receiver.account);
            return signed_in;
        }
        if (!hindrance) hindrance = hindrance_of(outcome);
    }
    if (hindrance) return *hindrance;
    return std::visit(overloaded{
                          [](auto const& why) -> PasswordSignIn { return why; },
                          [&](FactorStopped) -> PasswordSignIn {
                              auto signed_in = start(transaction, app, visitor, {receiver.account, {}});
                              signed_in.has_lost_phone = true;
                              return signed_in;
                          },
                      },
                      why_none_can_be_asked(ways, visitor.now()));
}

PasswordSignIn begin_sign_in(Transaction& transaction, App const& app, Visitor const& visitor,
                             SmsReceiver receiver) {
    // Whether there is a second factor is not to change below.
    if (!lock_account(transaction, receiver.account.id)) return SmsBudgetUsed{};  // closed since; try again
    RecordedSteps const earlier{AuditType::sign_in_password, receiver.account.id,
                                visitor.now() - std::chrono::hours(1), visitor.network};
    // Each may have its SMS.
    auto const most = std::max(app.passwords.sign_ins_an_hour(), app.sms.most_an_hour());
    if (are_at_least(transaction, earlier, most)) return TooManySignIns{};
    auto const practices = practices_of_account(transaction, receiver.account.id);
    if (!practices.empty()) receiver.practice = practices.front();
    auto outcome = start_with_first_factor(transaction, app, visitor, receiver);
    // Someone knows the password: that is worth a line though nobody gets in.
    if (!std::holds_alternative<SignedIn>(outcome))
        record_step(transaction, app, visitor,
                    {.type = AuditType::sign_in_held_up,
                     .outcome = Outcome::refused,
                     .actor = Actor(receiver.account.id, visitor.network),
                     .object = receiver.account.id});
    return outcome;
}

// The one that was right may be one of before, where a recovery chose another while it was hashed.
bool is_still_the_password(Transaction& transaction, PasswordRight const& right) {
    if (!lock_account(transaction, right.account.id)) return false;
    return find_password(transaction, right.account.id).value().sealed_hash == right.sealed_hash;
}

Response limit_page(App const& app, Visitor const& visitor, Time until) {
    auto const seconds = std::chrono::ceil<std::chrono::seconds>(until - visitor.now());
    namespace html = html::pages_wait;
    auto page = page_for(app, visitor, html::file, words::pages::wait_title);
    page.show(html::SMS_LIMIT{.when = when_text(until, visitor)}).show_whom_to_call(html::CALL_PRACTICE);
    fill_go_on(page, html::GO_ON, visitor, words::pages::problem_try_again);
    return page.respond(429).with_header("Retry-After", std::to_string(seconds.count()));
}

Response factor_wait_page(App const& app, Visitor const& visitor, Time until) {
    auto const minutes = std::chrono::ceil<std::chrono::minutes>(until - visitor.now());
    namespace html = html::pages_wait;
    auto page = page_for(app, visitor, html::file, words::pages::wait_title);
    page.show(html::WRONG_CODE).show(html::MINUTES_LEFT{.minutes = minutes.count()});
    page.show_whom_to_call(html::CALL_PRACTICE);
    fill_go_on(page, html::GO_ON, visitor, words::pages::problem_try_again);
    return page.respond(429).with_header("Retry-After", std::to_string(minutes.count() * 60));
}

// The password was right: the practice to call is this account's.
Visitor of_account(App const& app, Visitor visitor, Account const& account) {
    auto const practices = app.database.read(
        [&](Transaction& transaction) { return practices_of_account(transaction, account.id); });
    if (!practices.empty()) visitor.practice = practices.front();
    return visitor;
}

}  // namespace

Response sign_in_with_password(App const& app, Visitor const& anyone, PasswordRight const& right) {
    auto const& account = right.account;
    auto const visitor = of_account(app, anyone, account);
    auto const known = this_browser(app, visitor);
    auto const outcome = app.database.transaction([&](Transaction& transaction) -> PasswordSignIn {
        if (!is_still_the_password(transaction, right)) return SmsBudgetUsed{};  // try again
        return begin_sign_in(transaction, app, visitor, {.account = account, .browser_key = known.token});
    });
    return std::visit(
        overloaded{
            [&](SignedIn const& signed_in) {
                if (signed_in.sms_of) wait_for_sms(app, Purpose::sign_in, *signed_in.sms_of);
                auto const path = signed_in.has_lost_phone ? urls::lost_phone : path_of(signed_in.next);
                auto response = see_other(std::string(path) + (signed_in.is_instead ? "?anders" : ""));
                set_session_cookies(app, response, signed_in.session.reveal());
                if (!signed_in.goes_on) response.with_cookie(forget_filled_in(app.cookies));
                return response.with_cookie(known_browser_cookie(app.sealer, app.cookies, known));
            },
            [&](SmsLimitReached limit) { return limit_page(app, visitor, limit.next); },
            [&](SmsBudgetUsed) { return busy_page(app, visitor); },
            [&](FactorWaits wait) { return factor_wait_page(app, visitor, wait.until); },
            [&](TooManySignIns) { return too_often_page(app, visitor); },
            [&](FactorWornOut) {
                return problem_page(app, visitor,
                                    {403, words::sign_in::factor_blocked_title,
                                     words::sign_in::factor_blocked_text, true, false});
            },
        },
        outcome);
}

}  // namespace voordeur
