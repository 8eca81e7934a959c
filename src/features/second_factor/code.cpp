// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/code.hpp"

#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "factors/answers.hpp"
#include "factors/challenge_store.hpp"
#include "factors/sms/sms_factor.hpp"
#include "filled_in.hpp"
#include "page.hpp"
#include "progress.hpp"
#include "resend.hpp"
#include "second_factor/binding.hpp"
#include "second_factor/code.html.hpp"
#include "second_factor/words.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/tan.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

namespace html = html::second_factor_code;

struct Refusal {
    std::optional<Word> error;
    std::optional<std::int64_t> tries_left;
};

struct CodeFacts {
    Challenge binding;
    SmsVerdict next;
    Sending sending;
};

std::optional<CodeFacts> facts_of(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) -> std::optional<CodeFacts> {
        auto const binding = lock_binding_of(transaction, visitor);
        if (!binding) return std::nullopt;
        auto const receiver = sms_receiver(transaction, visitor);
        return CodeFacts{*binding, app.sms.next_sms(transaction, receiver, *binding, visitor.now()),
                         SmsFactor::sending_of(transaction, Purpose::bind, binding->id)};
    });
}

Response code_page(App const& app, PatientVisitor const& visitor, CodeFacts const& facts,
                   Refusal const& refusal) {
    auto const phone = shown_phone(app, visitor, facts.binding);
    auto page = page_for(app, visitor, html::file{.phone = phone}, words::second_factor::code_title);
    page.set(html::ACTION, urls::phone_code);
    fill_progress(page, html::PROGRESS, app, visitor);
    page.field(html::CODE_FIELD, code_field(refusal.error));
    if (refusal.tries_left) page.tries_left(*refusal.tries_left);
    Resend resend{.action = urls::phone_code_again, .button = words::second_factor::code_again_button};
    resend.sending = facts.sending;
    resend.given_up = words::second_factor::sms_given_up;
    resend.other_url = urls::phone;
    resend.other_text = words::second_factor::other_number;
    if (visitor.query.has("opnieuw")) resend.sent_again = words::second_factor::code_again;
    fill_sms_verdict(resend, facts.next, visitor);
    fill_resend(page, html::RESEND, resend);
    return page.respond(refusal.error ? 422 : 200);
}

// F2 again, with the reason said there.
Response begin_again(App const& app) {
    return see_other(urls::phone)
        .with_cookie(filled_in_cookie(app.sealer, app.cookies, {.notice = Notice::binding_ended}));
}

AnswerOutcome check(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                    Tan const& typed) {
    auto const binding = lock_binding_of(transaction, visitor);
    if (!binding) return ChallengeOver{};
    auto const outcome = app.sms.check_code(transaction, *binding, typed, visitor.now());
    if (!is_own_try(outcome)) return outcome;
    record_step(
        transaction, app, visitor,
        {.type = AuditType::second_factor_code,
         .outcome = std::holds_alternative<AnswerRight>(outcome) ? Outcome::success : Outcome::refused,
         .object = visitor.account().id});
    return outcome;
}

}  // namespace

Response show_phone_code(App const& app, PatientVisitor const& visitor) {
    auto const facts = facts_of(app, visitor);
    if (!facts) return see_other(urls::phone);
    if (facts->binding.facts.spent_at) return see_other(urls::phone_password);
    return code_page(app, visitor, *facts, {});
}

Response submit_phone_code(App const& app, PatientVisitor const& visitor) {
    auto const facts = facts_of(app, visitor);
    if (!facts) return begin_again(app);
    // Of two presses at once the second may find the code spent and its telephone not bound yet.
    auto const go_on = [&] {
        if (asks_password_again(app, visitor)) return see_other(urls::phone_password);
        return bind_phone(app, visitor, facts->binding,
                          with_used(visitor.session().methods, {facts->binding.kind, visitor.now()}));
    };
    if (facts->binding.facts.spent_at) return go_on();
    auto const refuse = [&](Word error, std::optional<std::int64_t> tries_left) {
        return code_page(app, visitor, *facts, {error, tries_left});
    };
    auto const& text = visitor.form.text("code");
    auto const typed = Tan::parse(text);
    if (!typed) return refuse(unreadable_code(text), {});
    auto const outcome = app.database.transaction(
        [&](Transaction& transaction) { return check(transaction, app, visitor, *typed); });
    return std::visit(
        overloaded{
            [&](AnswerRight) { return go_on(); },
            [&](AnswerWrong wrong) { return refuse(words::pages::code_wrong, wrong.tries_left); },
            [&](AnswerExpired expired) { return refuse(words::pages::code_expired, expired.tries_left); },
            [&](ChallengeOver) { return begin_again(app); },
            [&](ChallengeUsed) { return go_on(); },
        },
        outcome);
}

Response submit_phone_code_again(App const& app, PatientVisitor const& visitor) {
    auto const sent_in =
        app.database.transaction([&](Transaction& transaction) -> std::optional<Id<Challenge>> {
            if (!lock_for_change(transaction, visitor)) return std::nullopt;
            auto const binding = lock_binding_of(transaction, visitor);
            if (!binding || binding->facts.spent_at) return std::nullopt;
            auto const receiver = sms_receiver(transaction, visitor);
            auto const verdict = app.sms.send_again(transaction, receiver, *binding, visitor.now());
            return std::holds_alternative<SmsMayGo>(verdict) ? std::optional(binding->id) : std::nullopt;
        });
    auto const path = std::string(urls::phone_code);
    if (!sent_in) return see_other(path);
    wait_for_sms(app, Purpose::bind, *sent_in);
    return see_other(path + "?opnieuw");
}

}  // namespace voordeur
