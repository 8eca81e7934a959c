// SPDX-License-Identifier: EUPL-1.2
#include "account/super_pin.hpp"

#include "account/changed.hpp"
#include "account/super_pin.html.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "crypto/password_hasher.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "store/database.hpp"
#include "super_pin_sheet.hpp"
#include "urls.hpp"
#include "values/super_pin.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace names = html::account_super_pin;

std::optional<PendingSuperPin> pending_in(Transaction& transaction, App const& app,
                                          PatientVisitor const& visitor) {
    return find_pending_super_pin(transaction, visitor.account().id, app.sealer, visitor.now());
}

std::optional<PendingSuperPin> pending(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) { return pending_in(transaction, app, visitor); });
}

bool makes_too_many(Transaction& transaction, PatientVisitor const& visitor) {
    return is_too_often(transaction, visitor, AuditType::super_pin_made, visitor.account().id);
}

// Who is asked for it after signing in cannot go back.
void lead_back(Page& page, PatientVisitor const& visitor) {
    if (!visitor.session().asks_new_super_pin) page.set(names::ACCOUNT_URL, urls::account).show(names::BACK);
}

Response shown_page(App const& app, PatientVisitor const& visitor, PendingSuperPin const& made,
                    std::optional<Word> error) {
    auto page = page_for(app, visitor, names::file, words::account::pin_title);
    page.set(names::PDF_URL, urls::account_super_pin_sheet)
        .set(names::KEPT_URL, urls::account_super_pin_kept)
        .set(names::SUPER_PIN_ID, made.id.text())
        .show(names::SHOWN);
    fill_shown_super_pin(page, names::SHOWN_SUPER_PIN, {app, visitor, made.super_pin});
    lead_back(page, visitor);
    page.field(names::KEPT_FIELD,
               CheckboxField{.name = "kept", .label = words::account::pin_kept, .error = error});
    return page.respond(error ? 422 : 200);
}

Response to_services(App const& app, CookieToken const& session) {
    auto response = see_other(urls::services);
    set_session_cookies(app, response, session.reveal());
    return response;
}

// nullopt: another request did it, another was made meanwhile, or an hour is over.
std::optional<CookieToken> activate(Transaction& transaction, App const& app, PatientVisitor const& visitor) {
    if (!lock_for_change(transaction, visitor)) return std::nullopt;
    auto const made = pending_in(transaction, app, visitor);
    if (!made || made->id.text() != visitor.form.text("super_pin_id")) return std::nullopt;
    replace_super_pin(transaction, visitor.account().id, made->id, visitor.now());
    return note_change(transaction, app, visitor,
                       {words::account::told_super_pin, AuditType::super_pin_activated});
}

}  // namespace

Response show_account_super_pin(App const& app, PatientVisitor const& visitor) {
    if (auto const made = pending(app, visitor)) return shown_page(app, visitor, *made, std::nullopt);
    auto page = page_for(app, visitor, names::file, words::account::pin_title);
    page.set(names::MAKE_URL, urls::account_super_pin).show(names::BEGIN);
    page.show(visitor.session().asks_new_super_pin ? names::OF_LETTER : names::WANTED);
    lead_back(page, visitor);
    return page.respond();
}

std::optional<Response> answer_account_super_pin_early(App const& app, PatientVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) -> std::optional<Response> {
        if (pending_in(transaction, app, visitor)) return see_other(urls::account_super_pin);
        if (makes_too_many(transaction, visitor)) return too_often_page(app, visitor);
        return std::nullopt;
    });
}

Response submit_account_super_pin(App const& app, PatientVisitor const& visitor) {
    if (auto answer = answer_account_super_pin_early(app, visitor)) return std::move(*answer);
    auto const super_pin = SuperPin::make(app.random);
    auto const hash = app.hasher.hash(super_pin.reveal());
    if (!hash) return busy_page(app, visitor);
    auto const& account_id = visitor.account().id;
    app.database.transaction([&](Transaction& transaction) {
        // Two presses at once: the second finds the first one's and leaves it.
        if (!lock_for_change(transaction, visitor) || pending_in(transaction, app, visitor) ||
            makes_too_many(transaction, visitor))
            return;
        add_pending_super_pin(transaction,
                              {new_id<SuperPin>(visitor.now(), app.random), account_id, *hash, visitor.now()},
                              super_pin, app.sealer);
        record_step(transaction, app, visitor,
                    {.type = AuditType::super_pin_made, .action = Action::create, .object = account_id});
    });
    return see_other(urls::account_super_pin);
}

Response submit_kept_account_super_pin(App const& app, PatientVisitor const& visitor) {
    auto const made = pending(app, visitor);
    if (!made) return see_other(urls::account_super_pin);
    if (!visitor.form.has("kept")) return shown_page(app, visitor, *made, words::account::pin_not_kept);
    auto const session = app.database.transaction(
        [&](Transaction& transaction) { return activate(transaction, app, visitor); });
    if (!session) return see_other(urls::account_super_pin);
    // Asked for after signing in: that goes on.
    return visitor.session().asks_new_super_pin ? to_services(app, *session)
                                                : to_changed_account(app, *session);
}

Response show_account_super_pin_sheet(App const& app, PatientVisitor const& visitor) {
    auto const made = pending(app, visitor);
    if (!made) return see_other(urls::account_super_pin);
    return super_pin_pdf({app, visitor, made->super_pin});
}

}  // namespace voordeur
