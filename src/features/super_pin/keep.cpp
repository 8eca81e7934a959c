// SPDX-License-Identifier: EUPL-1.2
#include "super_pin/keep.hpp"

#include "accounts/account_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "accounts/tell_owner.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "page.hpp"
#include "passwords/password_check.hpp"
#include "problem_pages.hpp"
#include "progress.hpp"
#include "recoveries/hold.hpp"
#include "store/database.hpp"
#include "super_pin/keep.html.hpp"
#include "super_pin/renewed.mail.hpp"
#include "super_pin/words.hpp"
#include "super_pin_sheet.hpp"
#include "urls.hpp"
#include "values/password.hpp"
#include "values/super_pin.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace html = html::super_pin_keep;

struct Refusal {
    std::optional<Word> kept = {}, password = {};
    bool replaced = false;
};

std::optional<PendingSuperPin> pending(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) {
        return find_pending_super_pin(transaction, visitor.account().id, app.sealer, visitor.now());
    });
}

Response keep_page(App const& app, PatientVisitor const& visitor, PendingSuperPin const& shown,
                   Refusal const& refusal) {
    auto page = page_for(app, visitor, html::file, words::super_pin::keep_title);
    page.set(html::ACTION, urls::keep_super_pin)
        .set(html::REMAKE_URL, urls::new_super_pin)
        .set(html::PDF_URL, urls::super_pin_sheet)
        .set(html::SUPER_PIN_ID, shown.id.text())
        .set(html::EMAIL, visitor.account().key());
    fill_progress(page, html::PROGRESS, app, visitor);
    fill_shown_super_pin(page, html::SHOWN_SUPER_PIN, {app, visitor, shown.super_pin});
    if (!visitor.account().has_email_name) page.show(html::BY_NUMBER);
    if (visitor.query.has("nieuw") || visitor.form.has("nieuw")) page.show(html::IS_NEW);
    if (refusal.replaced) page.error("kept", words::super_pin::replaced);
    page.field(html::KEPT_FIELD, CheckboxField{.name = "kept",
                                               .label = words::super_pin::kept_label,
                                               .checked = visitor.form.has("kept") && !refusal.replaced,
                                               .error = refusal.kept});
    if (asks_password_again(app, visitor))
        page.field(html::PASSWORD_FIELD,
                   PasswordField{
                       .name = "password", .label = words::pages::password_label, .error = refusal.password});
    return page.respond(page.has_errors() ? 422 : 200);
}

// In the place of one that a recovery used up: its owner hears of it.
void tell_renewed(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                  Id<SuperPin> const& id) {
    auto const& account = visitor.account();
    auto const last = recovered(transaction, account.id);
    if (!last || !last->chose.super_pin) return;
    queue_for_owner(
        transaction, app.notices,
        {owner_to_tell(transaction, account, visitor.now()),
         {.mail = mails::super_pin::renewed{.when = date_and_time(visitor.now(), account.language)},
          .purpose = "super_pin_renewed",
          .about_id = id.text(),
          .practice = visitor.practice,
          .expires_at = visitor.now() + std::chrono::hours(72)}},
        visitor.now());
}

Response activate(App const& app, PatientVisitor const& visitor, PendingSuperPin const& shown) {
    auto const& account = visitor.account();
    auto const next = app.database.transaction([&](Transaction& transaction) {
        if (lock_for_change(transaction, visitor) && !has_super_pin(transaction, account.id) &&
            activate_super_pin(transaction, shown.id, visitor.now())) {
            tell_renewed(transaction, app, visitor, shown.id);
            record_step(
                transaction, app, visitor,
                {.type = AuditType::super_pin_activated, .action = Action::update, .object = account.id});
        }
        return next_step(signed_in_facts(transaction, app, visitor.session()));
    });
    // Where it was not activated in time, the next page is E2 again.
    return see_other(path_of(next));
}

Response check_password(App const& app, PatientVisitor const& visitor, PendingSuperPin const& shown,
                        Password password) {
    auto const attempt =
        password_attempt(app, visitor, visitor.account().customer_number, std::move(password));
    return std::visit(overloaded{
                          [&](PasswordRight const&) { return activate(app, visitor, shown); },
                          [&](PasswordWrong) {
                              record_wrong_password(app, visitor);
                              return keep_page(app, visitor, shown,
                                               {.password = words::pages::password_wrong});
                          },
                          [&](PasswordWait wait) { return wait_page(app, visitor, wait.seconds); },
                          [&](PasswordBusy) { return busy_page(app, visitor); },
                      },
                      app.passwords.check(attempt, visitor.now()));
}

}  // namespace

Response show_keep_super_pin(App const& app, PatientVisitor const& visitor) {
    auto const shown = pending(app, visitor);
    if (!shown) return see_other(urls::super_pin);
    return keep_page(app, visitor, *shown, {});
}

Response submit_keep_super_pin(App const& app, PatientVisitor const& visitor) {
    auto const shown = pending(app, visitor);
    if (!shown) return see_other(urls::super_pin);
    if (visitor.form.text("super_pin_id") != shown->id.text())
        return keep_page(app, visitor, *shown, {.replaced = true});
    Refusal refusal;
    if (!visitor.form.has("kept")) refusal.kept = words::super_pin::kept_not_ticked;
    auto const asks_password = asks_password_again(app, visitor);
    auto password = Password::from_typed(visitor.form.text("password"));
    if (asks_password && (!password || password->length() == 0))
        refusal.password = words::pages::password_empty;
    if (refusal.kept || refusal.password) return keep_page(app, visitor, *shown, refusal);
    if (!asks_password) return activate(app, visitor, *shown);
    return check_password(app, visitor, *shown, std::move(*password));
}

Response show_super_pin_sheet(App const& app, PatientVisitor const& visitor) {
    auto const shown = pending(app, visitor);
    if (!shown) return see_other(urls::super_pin);
    return super_pin_pdf({app, visitor, shown->super_pin});
}

}  // namespace voordeur
