// SPDX-License-Identifier: EUPL-1.2
#include "account/phone.hpp"

#include "account/changed.hpp"
#include "account/phone.html.hpp"
#include "account/phone_binding.hpp"
#include "account/phone_code.html.hpp"
#include "account/words.hpp"
#include "app.hpp"
#include "base/overloaded.hpp"
#include "factors/factor_store.hpp"
#include "factors/sms/sms_factor.hpp"
#include "page.hpp"
#include "resend.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/tan.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

namespace names = html::account_phone;
namespace code_names = html::account_phone_code;

std::optional<PhoneNumber> current_phone(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) -> std::optional<PhoneNumber> {
        auto const factor = find_factor(transaction, visitor.account().id, SmsFactor::kind);
        if (!factor) return std::nullopt;
        return PhoneNumber::from_e164(secret_of(*factor, app.sealer));
    });
}

Response phone_page(App const& app, PatientVisitor const& visitor, std::optional<FilledWord> const& error) {
    auto page = page_for(app, visitor, names::file, words::account::phone_title);
    page.set(names::ACCOUNT_URL, urls::account);
    auto const is_offered = app.database.read(
        [&](Transaction& transaction) { return SmsFactor::is_offered(transaction, visitor.account().id); });
    if (!is_offered) return page.show(names::NOT_OFFERED).respond();
    page.set(names::ACTION, urls::account_phone).show(names::OFFERED);
    if (auto const phone = current_phone(app, visitor))
        page.show(names::NOW{.last_two = phone->last_two()});
    else
        page.show(names::NONE);
    page.field(names::PHONE_FIELD, TextField{.name = "phone",
                                             .label = words::account::phone_label,
                                             .hint = words::account::phone_hint,
                                             .value = visitor.form.text("phone"),
                                             .autocomplete = "tel",
                                             .inputmode = "tel",
                                             .error = error});
    return page.respond(error ? 422 : 200);
}

struct CodeRefusal {
    std::optional<Word> error = {};
    std::optional<std::int64_t> tries_left = {};
};

Response code_page(App const& app, PatientVisitor const& visitor, OpenPhoneBinding const& open,
                   CodeRefusal const& refusal) {
    auto const phone = app.sms.phone_of(open.binding).display();
    auto page = page_for(app, visitor, code_names::file{.phone = phone}, words::account::phone_code_title);
    page.set(code_names::ACTION, urls::account_phone_code).set(code_names::ACCOUNT_URL, urls::account);
    page.field(code_names::CODE_FIELD, code_field(refusal.error));
    if (refusal.tries_left) page.tries_left(*refusal.tries_left);
    Resend resend{.action = urls::account_phone_code_again, .button = words::account::confirm_again};
    resend.sending = open.sending;
    resend.other_url = urls::account_phone;
    resend.other_text = words::account::phone_other;
    if (visitor.query.has("opnieuw")) resend.sent_again = words::account::confirm_sent_again;
    fill_sms_verdict(resend, open.next, visitor);
    fill_resend(page, code_names::RESEND, resend);
    return page.respond(refusal.error ? 422 : 200);
}

Word word_of(PhoneRefusal refusal) {
    return refusal == PhoneRefusal::not_mobile ? words::account::phone_not_mobile
                                               : words::account::phone_unreadable;
}

Response send_to(App const& app, PatientVisitor const& visitor, PhoneNumber const& phone) {
    auto const outcome = start_phone_binding(app, visitor, phone);
    if (!outcome) return see_other(urls::account_phone);
    return std::visit(overloaded{
                          [&](ChallengeStarted const& started) {
                              if (started.sends_sms) wait_for_sms(app, Purpose::bind, started.challenge_id);
                              return see_other(urls::account_phone_code);
                          },
                          [&](SmsLimitReached limit) {
                              return phone_page(
                                  app, visitor,
                                  words::pages::sms_limit_account{.when = when_text(limit.next, visitor)});
                          },
                          [&](SmsBudgetUsed) { return phone_page(app, visitor, words::pages::way_not_now); },
                      },
                      *outcome);
}

}  // namespace

Response show_account_phone(App const& app, PatientVisitor const& visitor) {
    if (visitor.query.has("te-vaak")) {
        auto response = phone_page(app, visitor, words::account::phone_ended);
        response.status = 200;
        return response;
    }
    return phone_page(app, visitor, std::nullopt);
}

Response submit_account_phone(App const& app, PatientVisitor const& visitor) {
    auto const& typed = visitor.form.text("phone");
    if (trimmed_visible(typed).empty()) return phone_page(app, visitor, words::account::phone_empty);
    auto const parsed = parse_phone(typed, home_country);
    if (auto const* refusal = std::get_if<PhoneRefusal>(&parsed))
        return phone_page(app, visitor, word_of(*refusal));
    auto const& phone = std::get<PhoneNumber>(parsed);
    if (current_phone(app, visitor) == phone) return phone_page(app, visitor, words::account::phone_same);
    return send_to(app, visitor, phone);
}

Response show_account_phone_code(App const& app, PatientVisitor const& visitor) {
    auto const open = open_phone_binding(app, visitor);
    return open ? code_page(app, visitor, *open, {}) : see_other(urls::account_phone);
}

Response submit_account_phone_code(App const& app, PatientVisitor const& visitor) {
    auto const open = open_phone_binding(app, visitor);
    if (!open) return see_other(urls::account_phone);
    auto const& text = visitor.form.text("code");
    auto const typed = Tan::parse(text);
    if (!typed) return code_page(app, visitor, *open, {unreadable_code(text)});
    auto const answer = prove_phone(app, visitor, *typed);
    return std::visit(
        overloaded{
            [&](AnswerRight) {
                return answer.session ? to_changed_account(app, *answer.session) : see_other(urls::account);
            },
            [&](AnswerWrong wrong) {
                return code_page(app, visitor, *open, {words::pages::code_wrong, wrong.tries_left});
            },
            [&](AnswerExpired expired) {
                return code_page(app, visitor, *open, {words::pages::code_expired, expired.tries_left});
            },
            [&](ChallengeOver) { return see_other(std::string(urls::account_phone) + "?te-vaak"); },
            [&](ChallengeUsed) { return see_other(urls::account); },
        },
        answer.outcome);
}

Response submit_account_phone_code_again(App const& app, PatientVisitor const& visitor) {
    auto const sent_in = send_phone_code_again(app, visitor);
    if (!sent_in) return see_other(urls::account_phone_code);
    wait_for_sms(app, Purpose::bind, *sent_in);
    return see_other(std::string(urls::account_phone_code) + "?opnieuw");
}

}  // namespace voordeur
