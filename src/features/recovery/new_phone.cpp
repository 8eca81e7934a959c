// SPDX-License-Identifier: EUPL-1.2
#include "app.hpp"
#include "base/overloaded.hpp"
#include "recoveries/prove.hpp"
#include "recovery/prove_page.hpp"
#include "recovery/recovering.hpp"
#include "recovery/renew.hpp"
#include "recovery/words.hpp"
#include "sms_code.hpp"
#include "urls.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

// A draft that wants a new telephone; nullopt: H2 says what is missing.
std::optional<DraftFacts> draft_without_phone(App const& app, Visitor const& visitor) {
    auto facts = draft_of(app, visitor);
    if (!facts || !std::holds_alternative<MayCommit>(facts->standing) || !facts->renewal.second_factor)
        return std::nullopt;
    return facts;
}

Response phone_page(App const& app, Visitor const& visitor, std::optional<FilledWord> const& error) {
    return prove_page(app, visitor,
                      {.title = words::recovery::new_phone_title,
                       .lead = words::recovery::new_phone_lead,
                       .action = urls::new_phone,
                       .help = words::recovery::new_phone_none,
                       .status = error ? 422 : 200},
                      TextField{.name = "phone",
                                .label = words::recovery::new_phone_label,
                                .hint = words::recovery::new_phone_hint,
                                .value = visitor.form.text("phone"),
                                .autocomplete = "tel",
                                .inputmode = "tel",
                                .error = error});
}

Response code_page(App const& app, Visitor const& visitor, std::optional<FilledWord> const& error,
                   std::optional<std::int64_t> tries_left) {
    auto field = code_field({});
    field.error = error;
    return prove_page(app, visitor,
                      {.title = words::recovery::code_title,
                       .lead = words::recovery::new_phone_code_lead,
                       .action = urls::new_phone_code,
                       .back = urls::new_phone,
                       .tries_left = tries_left,
                       .status = error ? 422 : 200},
                      field);
}

Word word_of(PhoneRefusal refusal) {
    return refusal == PhoneRefusal::not_mobile ? words::recovery::new_phone_not_mobile
                                               : words::recovery::new_phone_unreadable;
}

Response send_to(App const& app, Visitor const& visitor, PhoneNumber const& phone) {
    return std::visit(overloaded{
                          [&](ChallengeStarted const& started) {
                              wait_for_sms(app, Purpose::bind, started.challenge_id);
                              return see_other(urls::new_phone_code);
                          },
                          [&](SmsLimitReached limit) {
                              return phone_page(
                                  app, visitor,
                                  words::pages::sms_limit_account{.when = when_text(limit.next, visitor)});
                          },
                          [&](SmsBudgetUsed) { return phone_page(app, visitor, words::recovery::no_sms); },
                          [&](NotYet) { return see_other(urls::at_hand); },
                          [&](NoDraft) { return to_beginning(visitor); },
                      },
                      ask_new_phone(app.recovery, recovering_here(app, visitor), phone));
}

}  // namespace

Response show_new_phone(App const& app, Visitor const& visitor) {
    auto const facts = draft_without_phone(app, visitor);
    if (!facts) return see_other(urls::at_hand);
    return phone_page(app, of_draft(visitor, *facts), {});
}

Response submit_new_phone(App const& app, Visitor const& visitor) {
    auto const facts = draft_without_phone(app, visitor);
    if (!facts) return see_other(urls::at_hand);
    auto const shown = of_draft(visitor, *facts);
    auto const& typed = visitor.form.text("phone");
    if (trimmed_visible(typed).empty()) return phone_page(app, shown, words::recovery::new_phone_empty);
    auto const parsed = parse_phone(typed, home_country);
    if (auto const* refusal = std::get_if<PhoneRefusal>(&parsed))
        return phone_page(app, shown, word_of(*refusal));
    return send_to(app, shown, std::get<PhoneNumber>(parsed));
}

Response show_new_phone_code(App const& app, Visitor const& visitor) {
    auto const facts = draft_without_phone(app, visitor);
    if (!facts) return see_other(urls::at_hand);
    if (facts->new_phone_is_proved) return see_other(urls::new_access);
    if (!facts->draft.binding_id) return see_other(urls::new_phone);
    return code_page(app, of_draft(visitor, *facts), {}, {});
}

Response submit_new_phone_code(App const& app, Visitor const& visitor) {
    auto const facts = draft_without_phone(app, visitor);
    if (!facts) return see_other(urls::at_hand);
    auto const refuse = [&](Word error, std::optional<std::int64_t> tries_left) {
        return code_page(app, of_draft(visitor, *facts), error, tries_left);
    };
    auto const& text = visitor.form.text("code");
    auto const typed = Tan::parse(text);
    if (!typed) return refuse(unreadable_code(text), {});
    auto const outcome = prove_new_phone(app.recovery, recovering_here(app, visitor), *typed);
    if (!outcome) return see_other(urls::new_phone);
    return std::visit(
        overloaded{
            [&](AnswerRight) { return see_other(urls::new_access); },
            [&](AnswerWrong wrong) { return refuse(words::pages::code_wrong, wrong.tries_left); },
            [&](AnswerExpired expired) { return refuse(words::pages::code_expired, expired.tries_left); },
            [&](ChallengeOver) { return see_other(urls::new_phone); },
            [&](ChallengeUsed) { return see_other(urls::new_access); },
        },
        *outcome);
}

}  // namespace voordeur
