// SPDX-License-Identifier: EUPL-1.2
#include "account/email.hpp"

#include "account/changed.hpp"
#include "account/email.html.hpp"
#include "account/email_mails.hpp"
#include "account/words.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/email_address.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace names = html::account_email;

std::optional<EmailChange> open_change(Transaction& transaction, PatientVisitor const& visitor) {
    return open_email_change(transaction, visitor.account().id, visitor.now());
}

EmailChangeOf change_of(EmailChange const& change, PatientVisitor const& visitor) {
    return {change, visitor.account(), visitor.practice, visitor.now()};
}

bool asked_too_often(Transaction& transaction, PatientVisitor const& visitor) {
    return are_at_least(
        transaction,
        {AuditType::account_email_asked, visitor.account().id, visitor.now() - std::chrono::hours(1)},
        email_changes_an_hour);
}

void show_open(Page& page, EmailChange const& open, PatientVisitor const& visitor) {
    auto const ends = open.facts.made_at + confirm_link_lasts;
    page.show(names::OPEN{.until = until(ends, visitor.language)})
        .set(names::AGAIN_URL, urls::account_email_again)
        .set(names::CANCEL_URL, urls::account_email_cancel);
    set_email(page, names::NEW_NAME, names::NEW_HOST, open.new_email);
    if (visitor.query.has("opnieuw")) page.show(names::SENT_AGAIN);
}

Response email_page(App const& app, PatientVisitor const& visitor, std::optional<Word> error) {
    auto const open =
        app.database.read([&](Transaction& transaction) { return open_change(transaction, visitor); });
    auto page = page_for(app, visitor, names::file, words::account::email_title);
    page.set(names::ACTION, urls::account_email).set(names::ACCOUNT_URL, urls::account);
    set_email(page, names::EMAIL_NAME, names::EMAIL_HOST, visitor.account().email);
    if (open) show_open(page, *open, visitor);
    page.field(names::EMAIL_FIELD,
               TextField{.name = "email",
                         .label = open ? words::account::email_other_label : words::account::email_label,
                         .value = visitor.form.text("email"),
                         .autocomplete = "email",
                         .type = "email",
                         .error = error});
    return page.respond(error ? 422 : 200);
}

// False: asked too often, or closed meanwhile.
bool ask(Transaction& transaction, App const& app, PatientVisitor const& visitor,
         std::string const& new_email) {
    if (!lock_for_change(transaction, visitor) || asked_too_often(transaction, visitor)) return false;
    auto const& account = visitor.account();
    EmailChange const change{new_id<EmailChange>(visitor.now(), app.random),
                             account.id,
                             account.email,
                             new_email,
                             {visitor.now()}};
    add_email_change(transaction, change);
    send_confirm_link(transaction, app, change_of(change, visitor));
    tell_old_address_asked(transaction, app, change_of(change, visitor));
    record_step(transaction, app, visitor,
                {.type = AuditType::account_email_asked, .action = Action::create, .object = account.id});
    return true;
}

}  // namespace

Response show_account_email(App const& app, PatientVisitor const& visitor) {
    return email_page(app, visitor, std::nullopt);
}

Response submit_account_email(App const& app, PatientVisitor const& visitor) {
    auto const& typed = visitor.form.text("email");
    if (trimmed_visible(typed).empty()) return email_page(app, visitor, words::account::email_empty);
    auto const email = EmailAddress::parse(typed);
    if (!email) return email_page(app, visitor, words::account::email_unreadable);
    if (email->text() == visitor.account().email) return email_page(app, visitor, words::account::email_same);
    auto const is_asked = app.database.transaction(
        [&](Transaction& transaction) { return ask(transaction, app, visitor, email->text()); });
    return is_asked ? see_other(urls::account_email) : too_often_page(app, visitor);
}

Response submit_account_email_again(App const& app, PatientVisitor const& visitor) {
    auto const is_sent = app.database.transaction([&](Transaction& transaction) {
        if (!lock_for_change(transaction, visitor) || asked_too_often(transaction, visitor)) return false;
        auto const open = open_change(transaction, visitor);
        if (!open) return true;
        send_confirm_link(transaction, app, change_of(*open, visitor));
        record_step(transaction, app, visitor,
                    {.type = AuditType::account_email_asked, .object = visitor.account().id});
        return true;
    });
    return is_sent ? see_other(std::string(urls::account_email) + "?opnieuw") : too_often_page(app, visitor);
}

Response submit_account_email_cancel(App const& app, PatientVisitor const& visitor) {
    app.database.transaction([&](Transaction& transaction) {
        if (!lock_for_change(transaction, visitor)) return;
        auto const open = open_change(transaction, visitor);
        if (!open || !stop_email_change(transaction, *open, visitor.now())) return;
        tell_stopped_address(transaction, app, change_of(*open, visitor));
        record_step(transaction, app, visitor,
                    {.type = AuditType::account_email_stopped, .object = visitor.account().id});
    });
    return see_other(urls::account);
}

}  // namespace voordeur
