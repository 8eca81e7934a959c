// SPDX-License-Identifier: EUPL-1.2
#include "recovery/prove_passkey.hpp"

#include "app.hpp"
#include "base/overloaded.hpp"
#include "page.hpp"
#include "passkey_form.hpp"
#include "problem_pages.hpp"
#include "recoveries/prove_code.hpp"
#include "recovery/prove_passkey.html.hpp"
#include "recovery/recovering.hpp"
#include "recovery/words.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

namespace html = html::recovery_prove_passkey;

Response passkey_page(App const& app, Visitor const& visitor, std::optional<Word> error) {
    auto page = page_for(app, visitor, html::file, words::recovery::passkey_title);
    if (error) page.error("inhoud", *error);
    fill_passkey_form(page, html::PASSKEY_FORM,
                      {.action = std::string(urls::recover_by_passkey),
                       .question_url = std::string(urls::recover_by_passkey_question),
                       .button = words::recovery::passkey_button});
    page.set(html::BACK_URL, urls::at_hand);
    return page.respond(page.has_errors() ? 422 : 200);
}

Response refused(App const& app, Visitor const& visitor, Word error) {
    return in_draft(app, visitor, [&](Visitor const& shown) { return passkey_page(app, shown, error); });
}

Response answered(App const& app, Visitor const& visitor, AnswerOutcome const& outcome) {
    return std::visit(overloaded{
                          [&](AnswerRight) { return see_other(urls::at_hand); },
                          [&](ChallengeUsed) { return see_other(urls::at_hand); },  // pressed twice
                          [&](auto const&) { return refused(app, visitor, words::pages::passkey_refused); },
                      },
                      outcome);
}

}  // namespace

Response show_recover_by_passkey(App const& app, Visitor const& visitor) {
    return in_draft(app, visitor, [&](Visitor const& shown) { return passkey_page(app, shown, {}); });
}

Response submit_recover_by_passkey_question(App const& app, Visitor const& visitor) {
    auto const facts = draft_of(app, visitor);
    // Whichever the device has: which ones an account has is told to nobody.
    return facts ? ask_passkey(app, visitor, asker_of(facts->draft), {}) : to_beginning(visitor);
}

Response submit_recover_by_passkey(App const& app, Visitor const& visitor) {
    auto const sent = sent_passkey(visitor.form);
    if (!sent) return refused(app, visitor, words::pages::passkey_failed);
    return std::visit(overloaded{
                          [&](AnswerOutcome const& answer) { return answered(app, visitor, answer); },
                          [&](NoSuchFactor) { return see_other(urls::at_hand); },
                          [&](NoDraft) { return to_beginning(visitor); },
                          [&](auto const&) {
                              return problem_page(
                                  app, visitor,
                                  {429, words::recovery::no_code_title, words::recovery::no_passkey, true});
                          },
                      },
                      prove_passkey(app.recovery, recovering_here(app, visitor), *sent));
}

}  // namespace voordeur
