// SPDX-License-Identifier: EUPL-1.2
#include "account/confirm.hpp"

#include "account/confirm_page.hpp"
#include "account/confirmation.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "factors/answers.hpp"
#include "passkey_form.hpp"
#include "passwords/password_check.hpp"
#include "problem_pages.hpp"
#include "sessions/session_store.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "values/password.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

// Begins with the first way that can be asked.
std::optional<ChallengeStarted> start_first(Transaction& transaction, App const& app,
                                            PatientVisitor const& visitor, Change change) {
    auto const receiver = receiver_of(transaction, app, visitor, change);
    for (auto const& way : ways_of(transaction, visitor.account().id, visitor.now())) {
        if (!way.can_be_asked()) continue;
        auto const outcome = ask_for(transaction, {app, receiver, visitor.now()}, way.factor);
        if (auto const* started = std::get_if<ChallengeStarted>(&outcome)) return *started;
    }
    return std::nullopt;
}

Response password_right(App const& app, PatientVisitor const& visitor, Change change) {
    std::optional<ChallengeStarted> started;
    auto const session =
        app.database.transaction([&](Transaction& transaction) -> std::optional<CookieToken> {
            if (!lock_for_change(transaction, visitor)) return std::nullopt;
            Proved proved{{std::string(password_method), visitor.now(), change}};
            auto const methods = with_used(visitor.session().methods, proved.method);
            started.reset();
            if (missing(fresh_for(change), methods, visitor.now()) == Missing::second_factor)
                started = start_first(transaction, app, visitor, change);
            if (started) proved.challenge_id = started->challenge_id;
            record_step(transaction, app, visitor,
                        {.type = AuditType::account_password, .object = visitor.account().id});
            return go_on_with(transaction, app, visitor, proved);
        });
    if (!session) return begin_again_at_sign_in(app, visitor);
    if (started && started->sends_sms) wait_for_sms(app, Purpose::step_up, started->challenge_id);
    auto response = see_other(confirm_path(change));
    set_session_cookies(app, response, session->reveal());
    return response;
}

struct CodeAnswer {
    std::string kind;                      // empty: none is asked for
    std::optional<AnswerOutcome> outcome;  // none: what was typed is no code
    std::optional<CookieToken> session;
};

CodeAnswer check(Transaction& transaction, App const& app, PatientVisitor const& visitor, Change change) {
    if (!lock_for_change(transaction, visitor)) return {};
    auto const challenge = lock_confirmation(transaction, app, visitor, change);
    if (!challenge) return {};
    CodeAnswer answer{challenge->kind, check_code(transaction, app, visitor, *challenge), std::nullopt};
    if (!answer.outcome || !is_own_try(*answer.outcome)) return answer;
    auto const is_right = std::holds_alternative<AnswerRight>(*answer.outcome);
    record_step(transaction, app, visitor,
                {.type = AuditType::account_code,
                 .outcome = is_right ? Outcome::success : Outcome::refused,
                 .object = visitor.account().id});
    if (is_right)
        answer.session = go_on_with(transaction, app, visitor, {{challenge->kind, visitor.now(), change}});
    return answer;
}

}  // namespace

Response show_confirm(App const& app, PatientVisitor const& visitor) {
    return confirm_page(app, visitor);
}

Response submit_confirm_password(App const& app, PatientVisitor const& visitor) {
    auto const change = change_of(visitor);
    if (!change || lacking(visitor, *change) != Missing::password) return confirm_page(app, visitor);
    auto password = Password::from_typed(visitor.form.text("password"));
    if (!password || password->length() == 0)
        return confirm_page(app, visitor, {.field = words::pages::password_empty});
    auto const attempt =
        password_attempt(app, visitor, visitor.account().customer_number, std::move(*password));
    return std::visit(overloaded{
                          [&](PasswordRight const&) { return password_right(app, visitor, *change); },
                          [&](PasswordWrong) {
                              record_wrong_password(app, visitor);
                              return confirm_page(app, visitor, {.field = words::pages::password_wrong});
                          },
                          [&](PasswordWait wait) { return wait_page(app, visitor, wait.seconds); },
                          [&](PasswordBusy) { return busy_page(app, visitor); },
                      },
                      app.passwords.check(attempt, visitor.now()));
}

Response submit_confirm_way(App const& app, PatientVisitor const& visitor) {
    auto const change = change_of(visitor);
    if (!change || !asks_for_a_way(app, visitor, *change)) return confirm_page(app, visitor);
    auto const outcome = app.database.transaction([&](Transaction& transaction) -> std::optional<SmsStart> {
        if (!lock_for_change(transaction, visitor)) return std::nullopt;
        auto const ways = ways_of(transaction, visitor.account().id, visitor.now());
        auto const way = way_of_kind(ways, visitor.form.text("way"));
        if (!way || !way->can_be_asked()) return std::nullopt;
        auto const receiver = receiver_of(transaction, app, visitor, *change);
        auto started = ask_for(transaction, {app, receiver, visitor.now()}, way->factor);
        if (auto const* challenge = std::get_if<ChallengeStarted>(&started))
            set_session_challenge(transaction, visitor.session().token_hash, challenge->challenge_id);
        return started;
    });
    if (!outcome) return confirm_page(app, visitor);
    return std::visit(
        overloaded{
            [&](ChallengeStarted const& started) {
                if (started.sends_sms) wait_for_sms(app, Purpose::step_up, started.challenge_id);
                return see_other(confirm_path(*change));
            },
            [&](SmsLimitReached limit) {
                FilledWord const why =
                    words::pages::sms_limit_account{.when = when_text(limit.next, visitor)};
                return confirm_page(app, visitor, {.way = why});
            },
            [&](SmsBudgetUsed) { return confirm_page(app, visitor, {.way = words::pages::way_not_now}); },
        },
        *outcome);
}

Response submit_confirm_code(App const& app, PatientVisitor const& visitor) {
    auto const change = change_of(visitor);
    if (!change || !asks_for_a_way(app, visitor, *change)) return confirm_page(app, visitor);
    auto const answer = app.database.transaction(
        [&](Transaction& transaction) { return check(transaction, app, visitor, *change); });
    if (answer.kind.empty()) return see_other(confirm_path(*change));
    if (!answer.outcome)
        return confirm_page(app, visitor, {.field = unreadable_code(answer.kind, visitor.form.text("code"))});
    return std::visit(
        overloaded{
            [&](AnswerRight) {
                auto response = see_other(page_of(*change));
                set_session_cookies(app, response, answer.session->reveal());
                return response;
            },
            [&](AnswerWrong wrong) {
                return confirm_page(app, visitor,
                                    {.field = wrong_code(answer.kind), .tries_left = wrong.tries_left});
            },
            [&](AnswerExpired expired) {
                return confirm_page(app, visitor,
                                    {.field = expired_code(answer.kind), .tries_left = expired.tries_left});
            },
            // Who tries codes at somebody's open screen is signed out.
            [&](ChallengeOver) { return begin_again_at_sign_in(app, visitor); },
            // Pressed twice: the first answer goes on.
            [&](ChallengeUsed) { return see_other(page_of(*change)); },
        },
        *answer.outcome);
}

Response submit_confirm_question(App const& app, PatientVisitor const& visitor) {
    auto const change = change_of(visitor);
    if (!change) return confirm_page(app, visitor);
    auto const open = confirmation_of(app, visitor, *change);
    if (!open.challenge || open.challenge->kind != Passkeys::kind.name)
        return see_other(confirm_path(*change));
    auto const among = app.database.read(
        [&](Transaction& transaction) { return passkeys_of(transaction, visitor.account().id); });
    return ask_passkey(app, visitor, Passkeys::asker_of(open.challenge->id), among);
}

Response submit_confirm_code_again(App const& app, PatientVisitor const& visitor) {
    auto const change = change_of(visitor);
    if (!change) return confirm_page(app, visitor);
    auto const sent_in =
        app.database.transaction([&](Transaction& transaction) -> std::optional<Id<Challenge>> {
            if (!lock_for_change(transaction, visitor)) return std::nullopt;
            auto const challenge = lock_confirmation(transaction, app, visitor, *change);
            if (!challenge || challenge->kind != SmsFactor::kind.name ||
                state_of(challenge->facts) != ChallengeState::open)
                return std::nullopt;
            auto const receiver = sms_receiver(transaction, visitor);
            auto const verdict = app.sms.send_again(transaction, receiver, *challenge, visitor.now());
            return std::holds_alternative<SmsMayGo>(verdict) ? std::optional(challenge->id) : std::nullopt;
        });
    auto const path = confirm_path(*change);
    if (!sent_in) return see_other(path);
    wait_for_sms(app, Purpose::step_up, *sent_in);
    return see_other(path + "?opnieuw");
}

}  // namespace voordeur
