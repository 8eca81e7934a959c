// SPDX-License-Identifier: EUPL-1.2
#include "sign_in/code.hpp"

#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "crypto/tokens.hpp"
#include "factors/answers.hpp"
#include "factors/challenge_rules.hpp"
#include "factors/challenge_store.hpp"
#include "factors/sms/sms_factor.hpp"
#include "filled_in.hpp"
#include "page.hpp"
#include "patients/waiting_practices.hpp"
#include "resend.hpp"
#include "sessions/next_step_rules.hpp"
#include "sessions/session_store.hpp"
#include "sign_in/code.html.hpp"
#include "sign_in/words.hpp"
#include "site_settings.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/tan.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

namespace html = html::sign_in_code;

struct Refusal {
    std::optional<Word> error;
    std::optional<std::int64_t> tries_left;
};

std::optional<Challenge> lock_challenge_of(Transaction& transaction, PatientVisitor const& visitor) {
    if (!visitor.session().challenge_id) return std::nullopt;
    auto challenge = lock_challenge(transaction, *visitor.session().challenge_id);
    if (!challenge || challenge->purpose != Purpose::sign_in) return std::nullopt;
    return challenge;
}

// The challenge that the session waits for; nullopt when it is over.
std::optional<Challenge> lock_open_challenge_of(Transaction& transaction, PatientVisitor const& visitor) {
    auto challenge = lock_challenge_of(transaction, visitor);
    if (challenge && state_of(challenge->facts) != ChallengeState::open) return std::nullopt;
    return challenge;
}

struct CodeFacts {
    Challenge challenge;
    SmsVerdict next;
    Sending sending;
};

std::optional<CodeFacts> facts_of(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) -> std::optional<CodeFacts> {
        auto const challenge = lock_open_challenge_of(transaction, visitor);
        if (!challenge) return std::nullopt;
        auto const receiver = sms_receiver(transaction, visitor);
        return CodeFacts{*challenge, app.sms.next_sms(transaction, receiver, *challenge, visitor.now()),
                         SmsFactor::sending_of(transaction, Purpose::sign_in, challenge->id)};
    });
}

// The challenge is over: whoever signs in begins again at E1, with the reason said there.
Response begin_again(App const& app, PatientVisitor const& visitor) {
    app.database.transaction([&](Transaction& transaction) {
        end_session(transaction, visitor.session().token_hash, visitor.now());
    });
    auto response = see_other(of_practice(urls::sign_in, visitor));
    clear_session_cookies(app, response);
    return response.with_cookie(filled_in_cookie(
        app.sealer, app.cookies, {.notice = Notice::code_ended, .email = visitor.account().email}));
}

Response code_page(App const& app, PatientVisitor const& visitor, CodeFacts const& facts,
                   Refusal const& refusal) {
    auto const last_two = app.sms.phone_of(facts.challenge).last_two();
    auto page = page_for(app, visitor, html::file{.last_two = last_two}, words::sign_in::code_title);
    page.set(html::ACTION, urls::sign_in_code);
    page.field(html::CODE_FIELD, code_field(refusal.error));
    if (refusal.tries_left) page.tries_left(*refusal.tries_left);
    Resend resend{.action = urls::sign_in_code_again, .button = words::sign_in::code_again_button};
    resend.sending = facts.sending;
    resend.given_up = words::sign_in::sms_given_up;
    if (visitor.query.has("opnieuw")) resend.sent_again = words::sign_in::code_again;
    fill_sms_verdict(resend, facts.next, visitor);
    fill_resend(page, html::RESEND, resend);
    return page.respond(refusal.error ? 422 : 200);
}

struct CodeAnswer {
    AnswerOutcome outcome;
    std::optional<CookieToken> session;
    NextStep next = NextStep::services;
};

// The code is spent, the session raised and what waited for it done, all or nothing.
CodeAnswer check(Transaction& transaction, App const& app, PatientVisitor const& visitor, Tan const& typed) {
    auto const challenge = lock_challenge_of(transaction, visitor);
    if (!challenge) return {ChallengeOver{}, std::nullopt};
    CodeAnswer answer{app.sms.check_code(transaction, *challenge, typed, visitor.now()), std::nullopt};
    if (!is_own_try(answer.outcome)) return answer;
    auto const is_right = std::holds_alternative<AnswerRight>(answer.outcome);
    record_step(transaction, app, visitor,
                {.type = AuditType::sign_in_code,
                 .outcome = is_right ? Outcome::success : Outcome::refused,
                 .object = visitor.account().id});
    if (!is_right) return answer;
    answer.session = new_cookie_token(app.random);
    end_session(transaction, visitor.session().token_hash, visitor.now());
    auto methods = visitor.session().methods;
    methods.push_back({std::string(SmsFactor::kind.name), visitor.now()});
    start_session(transaction, *answer.session, {visitor.account().id, methods, visitor.now(), std::nullopt},
                  visitor.now());
    add_waiting_practices(transaction, app.notices, visitor.account(),
                          {visitor.now(), app.audit, visitor.network, app.site.public_url});
    answer.next = next_step_of(transaction, visitor.account(), methods);
    return answer;
}

}  // namespace

Response show_sign_in_code(App const& app, PatientVisitor const& visitor) {
    auto const facts = facts_of(app, visitor);
    if (!facts) return see_other(of_practice(urls::sign_in, visitor));
    return code_page(app, visitor, *facts, {});
}

Response submit_sign_in_code(App const& app, PatientVisitor const& visitor) {
    auto const refuse = [&](Word error, std::optional<std::int64_t> tries_left) {
        auto const facts = facts_of(app, visitor);
        return facts ? code_page(app, visitor, *facts, {error, tries_left}) : begin_again(app, visitor);
    };
    auto const& text = visitor.form.text("code");
    auto const typed = Tan::parse(text);
    if (!typed) return refuse(unreadable_code(text), {});
    auto const answer = app.database.transaction(
        [&](Transaction& transaction) { return check(transaction, app, visitor, *typed); });
    return std::visit(
        overloaded{
            [&](AnswerRight) {
                auto response = see_other(path_of(answer.next));
                set_session_cookies(app, response, answer.session->reveal());
                remember_browser(app, visitor, response);
                return response;
            },
            [&](AnswerWrong wrong) { return refuse(words::pages::code_wrong, wrong.tries_left); },
            [&](AnswerExpired expired) { return refuse(words::pages::code_expired, expired.tries_left); },
            [&](ChallengeOver) { return begin_again(app, visitor); },
            // Pressed twice: the first answer signs in, and this one may not undo it.
            [&](ChallengeUsed) { return see_other(urls::services); },
        },
        answer.outcome);
}

Response submit_sign_in_code_again(App const& app, PatientVisitor const& visitor) {
    auto const sent_in =
        app.database.transaction([&](Transaction& transaction) -> std::optional<Id<Challenge>> {
            auto const challenge = lock_open_challenge_of(transaction, visitor);
            if (!challenge) return std::nullopt;
            auto const receiver = sms_receiver(transaction, visitor);
            auto const verdict = app.sms.send_again(transaction, receiver, *challenge, visitor.now());
            return std::holds_alternative<SmsMayGo>(verdict) ? std::optional(challenge->id) : std::nullopt;
        });
    auto const path = std::string(urls::sign_in_code);
    if (!sent_in) return see_other(path);
    wait_for_sms(app, Purpose::sign_in, *sent_in);
    return see_other(path + "?opnieuw");
}

}  // namespace voordeur
