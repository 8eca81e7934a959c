// SPDX-License-Identifier: EUPL-1.2
#include "recovery/prove_code.hpp"

#include "app.hpp"
#include "base/overloaded.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "recoveries/prove_code.hpp"
#include "recovery/prove_page.hpp"
#include "recovery/recovering.hpp"
#include "recovery/words.hpp"
#include "sms_code.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "ways.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

// One kind of code: its page, and what it proves.
struct Kind {
    std::string_view name;  // FactorKind::name
    Word title, lead;
    std::string_view action;
    std::string_view again_action = {};
    Word over;
};
constexpr Kind phone{SmsFactor::kind.name,  words::recovery::code_title, words::recovery::code_lead,
                     urls::recover_by_code, urls::recover_by_phone,      words::recovery::code_over};
constexpr Kind app_code{TotpFactor::kind.name,
                        words::recovery::app_title,
                        words::recovery::app_lead,
                        urls::recover_by_app,
                        {},
                        words::recovery::code_tried};
constexpr Kind paper{PaperCodes::kind.name,
                     words::recovery::paper_code_title,
                     words::recovery::paper_code_lead,
                     urls::recover_by_paper_code,
                     {},
                     words::recovery::code_tried};

struct Refusal {
    std::optional<Word> error = {};
    std::optional<std::int64_t> tries_left = {};
};

Response code_page(App const& app, Visitor const& visitor, Kind const& kind, Refusal const& refusal) {
    return prove_page(app, visitor,
                      {.title = kind.title,
                       .lead = kind.lead,
                       .action = kind.action,
                       .again_action = kind.again_action,
                       .tries_left = refusal.tries_left,
                       .status = refusal.error ? 422 : 200},
                      code_field_of(kind.name, refusal.error));
}

Response show(App const& app, Visitor const& visitor, Kind const& kind, Refusal const& refusal = {}) {
    return in_draft(app, visitor, [&](Visitor const& shown) { return code_page(app, shown, kind, refusal); });
}

Response answered(App const& app, Visitor const& visitor, Kind const& kind, AnswerOutcome const& outcome) {
    return std::visit(overloaded{
                          [&](AnswerRight) { return see_other(urls::at_hand); },
                          [&](AnswerWrong wrong) {
                              return show(app, visitor, kind, {wrong_code(kind.name), wrong.tries_left});
                          },
                          [&](AnswerExpired expired) {
                              return show(app, visitor, kind, {expired_code(kind.name), expired.tries_left});
                          },
                          [&](ChallengeOver) { return show(app, visitor, kind, {kind.over}); },
                          [&](ChallengeUsed) { return see_other(urls::at_hand); },
                      },
                      outcome);
}

Response refused(App const& app, Visitor const& visitor, Word title, Word text) {
    return problem_page(app, visitor, {429, title, text, true});
}

Response answered(App const& app, Visitor const& visitor, Kind const& kind, CodeOutcome const& outcome) {
    return std::visit(overloaded{
                          [&](AnswerOutcome const& answer) { return answered(app, visitor, kind, answer); },
                          [&](NoSuchFactor) { return see_other(urls::at_hand); },
                          [&](NoDraft) { return to_beginning(visitor); },
                          [&](auto const&) {
                              return refused(app, visitor, words::recovery::no_code_title,
                                             words::recovery::no_code);
                          },
                      },
                      outcome);
}

// What is half typed is no try.
Response unreadable(App const& app, Visitor const& visitor, Kind const& kind) {
    return show(app, visitor, kind, {unreadable_code(kind.name, visitor.form.text("code"))});
}

// Pressed twice: the first went through.
bool is_given(App const& app, Visitor const& visitor, Proof proof) {
    auto const facts = draft_of(app, visitor);
    return facts && facts->given.has(proof);
}

}  // namespace

Response submit_recover_by_phone(App const& app, Visitor const& visitor) {
    return std::visit(overloaded{
                          [&](ChallengeStarted const& started) {
                              if (started.sends_sms)
                                  wait_for_sms(app, Purpose::recover, started.challenge_id);
                              return see_other(urls::recover_by_code);
                          },
                          [&](NoDraft) { return to_beginning(visitor); },
                          [&](NoSuchFactor) { return see_other(urls::at_hand); },
                          [&](FactorStopped) { return see_other(urls::at_hand); },
                          [&](auto const&) {
                              return refused(app, visitor, words::recovery::no_sms_title,
                                             words::recovery::no_sms);
                          },
                      },
                      ask_phone(app.recovery, recovering_here(app, visitor)));
}

Response show_recover_by_code(App const& app, Visitor const& visitor) {
    return show(app, visitor, phone);
}

Response submit_recover_by_code(App const& app, Visitor const& visitor) {
    auto const typed = Tan::parse(visitor.form.text("code"));
    if (!typed) return unreadable(app, visitor, phone);
    auto const outcome = prove_phone(app.recovery, recovering_here(app, visitor), *typed);
    if (!outcome) return see_other(urls::at_hand);  // over, or pressed twice
    return answered(app, visitor, phone, *outcome);
}

Response show_recover_by_app(App const& app, Visitor const& visitor) {
    return show(app, visitor, app_code);
}

Response submit_recover_by_app(App const& app, Visitor const& visitor) {
    auto const typed = Tan::parse(visitor.form.text("code"));
    if (!typed) return unreadable(app, visitor, app_code);
    if (is_given(app, visitor, Proof::app)) return see_other(urls::at_hand);
    return answered(app, visitor, app_code, prove_app(app.recovery, recovering_here(app, visitor), *typed));
}

Response show_recover_by_paper_code(App const& app, Visitor const& visitor) {
    return show(app, visitor, paper);
}

Response submit_recover_by_paper_code(App const& app, Visitor const& visitor) {
    auto const typed = PaperCode::parse(visitor.form.text("code"));
    if (!typed) return unreadable(app, visitor, paper);
    if (is_given(app, visitor, Proof::paper_code)) return see_other(urls::at_hand);
    return answered(app, visitor, paper,
                    prove_paper_code(app.recovery, recovering_here(app, visitor), *typed));
}

}  // namespace voordeur
