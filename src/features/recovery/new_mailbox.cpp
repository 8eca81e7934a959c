// SPDX-License-Identifier: EUPL-1.2
#include "recovery/new_mailbox.hpp"

#include "app.hpp"
#include "base/overloaded.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "recoveries/new_mailbox.hpp"
#include "recovery/confirm_mailbox.html.hpp"
#include "recovery/new_mailbox_sent.html.hpp"
#include "recovery/prove_page.hpp"
#include "recovery/recovering.hpp"
#include "recovery/words.hpp"
#include "urls.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

// A draft that wants a new mailbox; nullopt: H2 says what is missing.
std::optional<DraftFacts> draft_without_mailbox(App const& app, Visitor const& visitor) {
    auto facts = draft_of(app, visitor);
    if (!facts || !std::holds_alternative<MayCommit>(facts->standing) || !facts->renewal.mailbox)
        return std::nullopt;
    return facts;
}

Response mailbox_page(App const& app, Visitor const& visitor, std::optional<FilledWord> const& error) {
    return prove_page(app, visitor,
                      {.title = words::recovery::new_mailbox_title,
                       .lead = words::recovery::new_mailbox_lead,
                       .action = urls::new_mailbox,
                       .status = error ? 422 : 200},
                      TextField{.name = "email",
                                .label = words::recovery::new_mailbox_label,
                                .value = visitor.form.text("email"),
                                .autocomplete = "email",
                                .type = "email",
                                .error = error});
}

enum class ConfirmPage { asks, confirmed, over };

Response confirm_page(App const& app, Visitor const& visitor, ConfirmPage what) {
    namespace html = html::recovery_confirm_mailbox;
    auto page = page_for(app, visitor, html::file, words::recovery::confirm_mailbox_title);
    if (what == ConfirmPage::asks) page.set(html::ACTION, visitor.request.path).show(html::ASKS);
    if (what == ConfirmPage::confirmed) {
        page.show(html::CONFIRMED);
        // In another browser nothing goes on.
        if (draft_of(app, visitor)) page.set(html::GO_ON_URL, urls::new_access).show(html::HERE);
    }
    if (what == ConfirmPage::over) page.show(html::OVER);
    return page.show_whom_to_call(html::CALL_PRACTICE).respond(what == ConfirmPage::over ? 410 : 200);
}

}  // namespace

Response show_new_mailbox(App const& app, Visitor const& visitor) {
    auto const facts = draft_without_mailbox(app, visitor);
    return facts ? mailbox_page(app, of_draft(visitor, *facts), {}) : see_other(urls::at_hand);
}

Response submit_new_mailbox(App const& app, Visitor const& visitor) {
    auto const facts = draft_without_mailbox(app, visitor);
    if (!facts) return see_other(urls::at_hand);
    auto const shown = of_draft(visitor, *facts);
    auto const& typed = visitor.form.text("email");
    auto const email = EmailAddress::parse(typed);
    if (!email)
        return mailbox_page(app, shown,
                            trimmed_visible(typed).empty() ? words::recovery::new_mailbox_empty
                                                           : words::recovery::new_mailbox_unreadable);
    return std::visit(overloaded{
                          [&](MailboxAsked) { return see_other(urls::new_mailbox_sent); },
                          [&](MailboxAskedTooOften) { return too_often_page(app, shown); },
                          [&](NotYet) { return see_other(urls::at_hand); },
                          [&](NoDraft) { return to_beginning(shown); },
                      },
                      ask_new_mailbox(app.recovery, recovering_here(app, visitor), *email));
}

Response show_new_mailbox_sent(App const& app, Visitor const& visitor) {
    namespace html = html::recovery_new_mailbox_sent;
    auto const facts = draft_without_mailbox(app, visitor);
    if (!facts) return see_other(urls::at_hand);
    if (!facts->draft.new_mailbox) return see_other(urls::new_mailbox);
    if (facts->new_mailbox_is_proved) return see_other(urls::new_access);
    auto page = page_for(app, of_draft(visitor, *facts), html::file, words::recovery::new_mailbox_sent_title);
    set_email(page, html::EMAIL_NAME, html::EMAIL_HOST, *facts->draft.new_mailbox);
    page.set(html::GO_ON_URL, urls::new_access).set(html::OTHER_URL, urls::new_mailbox);
    return page.respond();
}

Response show_confirm_mailbox(App const& app, Visitor const& visitor) {
    auto const account = account_of_mailbox_link(app.recovery, visitor.token, visitor.now());
    return confirm_page(app, visitor, account ? ConfirmPage::asks : ConfirmPage::over);
}

Response submit_confirm_mailbox(App const& app, Visitor const& visitor) {
    auto const is_confirmed = confirm_new_mailbox(app.recovery, visitor.token, visitor.now());
    return confirm_page(app, visitor, is_confirmed ? ConfirmPage::confirmed : ConfirmPage::over);
}

}  // namespace voordeur
