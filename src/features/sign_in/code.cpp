// SPDX-License-Identifier: EUPL-1.2
#include "sign_in/code.hpp"

#include "accounts/super_pin_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "crypto/tokens.hpp"
#include "factors/answers.hpp"
#include "factors/challenge_rules.hpp"
#include "factors/challenge_store.hpp"
#include "factors/paper_codes/paper_codes.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "factors/sms/sms_factor.hpp"
#include "new_sign_in.hpp"
#include "page.hpp"
#include "passkey_form.hpp"
#include "patients/waiting_practices.hpp"
#include "recoveries/hold.hpp"
#include "recoveries/recover.hpp"
#include "resend.hpp"
#include "sessions/next_step_rules.hpp"
#include "sessions/session_store.hpp"
#include "sign_in/code.html.hpp"
#include "sign_in/words.hpp"
#include "site_settings.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "ways.hpp"
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

// Of an SMS that was sent.
struct SmsFacts {
    SmsVerdict next;
    Sending sending;
};
struct CodeFacts {
    Challenge challenge;
    std::optional<SmsFacts> sms;
    bool has_other_ways;
};

std::optional<CodeFacts> facts_of(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) -> std::optional<CodeFacts> {
        auto const challenge = lock_open_challenge_of(transaction, visitor);
        if (!challenge) return std::nullopt;
        CodeFacts facts{*challenge, {}, ways_of(transaction, visitor.account().id, visitor.now()).size() > 1};
        if (challenge->kind != SmsFactor::kind.name) return facts;
        auto const receiver = sms_receiver(transaction, visitor);
        facts.sms = {app.sms.next_sms(transaction, receiver, *challenge, visitor.now()),
                     SmsFactor::sending_of(transaction, Purpose::sign_in, challenge->id)};
        return facts;
    });
}

void fill_sms(Page& page, App const& app, PatientVisitor const& visitor, CodeFacts const& facts) {
    page.set(html::BUTTON, words::sign_in::code_button)
        .show(html::SMS{.last_two = app.sms.phone_of(facts.challenge).last_two()})
        .show(html::RESENDS);
    Resend resend{.action = urls::sign_in_code_again, .button = words::sign_in::code_again_button};
    resend.sending = facts.sms->sending;
    resend.given_up = words::sign_in::sms_given_up;
    if (visitor.query.has("opnieuw")) resend.sent_again = words::sign_in::code_again;
    fill_sms_verdict(resend, facts.sms->next, visitor);
    fill_resend(page, html::RESEND, resend);
    page.show(html::SENT_SMS);
}

void fill_paper(Page& page) {
    page.set(html::BUTTON, words::sign_in::paper_button).show(html::PAPER);
}

void fill_app(Page& page, CodeFacts const& facts) {
    page.set(html::BUTTON, words::sign_in::app_button).show(html::APP);
    if (!facts.has_other_ways) page.show(html::ONLY_APP);
}

// A passkey is pressed for, and not typed.
void fill_passkey(Page& page, CodeFacts const& facts, Refusal const& refusal) {
    if (refusal.error) page.error("inhoud", *refusal.error);
    fill_passkey_form(page, html::PASSKEY_FORM,
                      {.action = std::string(urls::sign_in_code),
                       .question_url = std::string(urls::sign_in_code_question),
                       .button = words::sign_in::passkey_confirm_button});
    page.show(html::PASSKEY);
    if (!facts.has_other_ways) page.show(html::ONLY_PASSKEY);
}

void fill_typed(Page& page, App const& app, PatientVisitor const& visitor, CodeFacts const& facts) {
    if (facts.sms) return fill_sms(page, app, visitor, facts);
    if (facts.challenge.kind == PaperCodes::kind.name) return fill_paper(page);
    fill_app(page, facts);
}

Word title_of(std::string_view kind) {
    if (kind == SmsFactor::kind.name) return words::sign_in::code_title;
    if (kind == PaperCodes::kind.name) return words::sign_in::paper_title;
    if (kind == Passkeys::kind.name) return words::sign_in::passkey_title;
    return words::sign_in::app_title;
}

Response code_page(App const& app, PatientVisitor const& visitor, CodeFacts const& facts,
                   Refusal const& refusal) {
    auto const& kind = facts.challenge.kind;
    auto page = page_for(app, visitor, html::file, title_of(kind));
    page.set(html::CODE_TITLE, title_of(kind)).set(html::LOST_URL, urls::lost_phone);
    if (refusal.tries_left) page.tries_left(*refusal.tries_left);
    if (visitor.query.has("anders")) page.show(html::INSTEAD);
    if (facts.has_other_ways) page.set(html::OTHER_WAY_URL, urls::sign_in_other_way).show(html::OTHER_WAY);
    if (kind == Passkeys::kind.name) {
        fill_passkey(page, facts, refusal);
        return page.respond(refusal.error ? 422 : 200);
    }
    page.set(html::ACTION, path_along(urls::sign_in_code, visitor)).show(html::TYPED);
    page.field(html::CODE_FIELD, code_field_of(kind, refusal.error));
    fill_typed(page, app, visitor, facts);
    return page.respond(refusal.error ? 422 : 200);
}

struct CodeAnswer {
    std::string kind;
    std::optional<AnswerOutcome> outcome;  // none: what was typed is no code, and so was no try
    std::optional<CookieToken> session;
    NextStep next = NextStep::services;
    bool is_paper_low = false;  // few codes are left, or none: new ones are made in this sign-in
};

std::string_view next_page(CodeAnswer const& answer) {
    if (answer.is_paper_low && answer.next == NextStep::services) return urls::account_paper_codes;
    return path_of(answer.next);
}

// The practice printed it. Not in the days after a recovery, in which nobody may change it.
bool is_letters_super_pin_to_go(Transaction& transaction, PatientVisitor const& visitor) {
    auto const& account_id = visitor.account().id;
    return has_super_pin_of_letter(transaction, account_id) &&
           !holds_back(recovered(transaction, account_id), visitor.now());
}

// The code is spent, the session raised and what waited for it done, all or nothing.
CodeAnswer check(Transaction& transaction, App const& app, PatientVisitor const& visitor) {
    auto const is_open = lock_for_change(transaction, visitor);
    auto const challenge = lock_challenge_of(transaction, visitor);
    // Ended meanwhile, unless by the first of two presses.
    if (!challenge || (!is_open && state_of(challenge->facts) != ChallengeState::spent))
        return {"", ChallengeOver{}, std::nullopt};
    CodeAnswer answer{challenge->kind, check_code(transaction, app, visitor, *challenge), std::nullopt};
    if (!answer.outcome || !is_own_try(*answer.outcome)) return answer;
    auto const is_right = std::holds_alternative<AnswerRight>(*answer.outcome);
    record_step(transaction, app, visitor,
                {.type = AuditType::sign_in_code,
                 .outcome = is_right ? Outcome::success : Outcome::refused,
                 .object = visitor.account().id});
    if (!is_right) {
        note_wrong_code(transaction, app, visitor, visitor.account());
        return answer;
    }
    note_signed_in(transaction, app, visitor, visitor.account());
    auto methods = visitor.session().methods;
    methods.push_back({challenge->kind, visitor.now()});
    auto const asks_new_super_pin = is_letters_super_pin_to_go(transaction, visitor);
    answer.session = begin_session(transaction, app, visitor,
                                   {.account_id = visitor.account().id,
                                    .methods = methods,
                                    .signed_in_at = visitor.now(),
                                    .challenge_id = std::nullopt,
                                    .asks_new_super_pin = asks_new_super_pin});
    end_recoveries_at_sign_in({transaction, app.recovery, visitor.now()}, visitor.account(), methods);
    add_waiting_practices(transaction, app.notices, visitor.account(),
                          {visitor.now(), app.audit, visitor.network, app.site.public_url});
    auto facts = signed_in_facts(transaction, app, visitor.account(), methods);
    facts.asks_new_super_pin = asks_new_super_pin;
    answer.next = next_step(facts);
    answer.is_paper_low = challenge->kind == PaperCodes::kind.name &&
                          PaperCodes::left(transaction, visitor.account().id) <= PaperCodes::few;
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
        return facts ? code_page(app, visitor, *facts, {error, tries_left})
                     : begin_again_at_sign_in(app, visitor);
    };
    auto const answer =
        app.database.transaction([&](Transaction& transaction) { return check(transaction, app, visitor); });
    if (!answer.outcome) return refuse(unreadable_code(answer.kind, visitor.form.text("code")), {});
    return std::visit(
        overloaded{
            [&](AnswerRight) {
                auto response = see_other(next_page(answer));
                set_session_cookies(app, response, answer.session->reveal());
                remember_browser(app, visitor, response);
                return response;
            },
            [&](AnswerWrong wrong) { return refuse(wrong_code(answer.kind), wrong.tries_left); },
            [&](AnswerExpired expired) { return refuse(expired_code(answer.kind), expired.tries_left); },
            [&](ChallengeOver) { return begin_again_at_sign_in(app, visitor); },
            // Pressed twice: the first answer signs in, and this one may not undo it.
            [&](ChallengeUsed) { return see_other(urls::services); },
        },
        *answer.outcome);
}

Response submit_sign_in_code_again(App const& app, PatientVisitor const& visitor) {
    auto const sent_in =
        app.database.transaction([&](Transaction& transaction) -> std::optional<Id<Challenge>> {
            if (!lock_for_change(transaction, visitor)) return std::nullopt;
            auto const challenge = lock_open_challenge_of(transaction, visitor);
            if (!challenge || challenge->kind != SmsFactor::kind.name) return std::nullopt;
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
