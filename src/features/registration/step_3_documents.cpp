// SPDX-License-Identifier: EUPL-1.2
#include "registration/step_3_documents.hpp"

#include <stdexcept>

#include "accounts/account_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/id.hpp"
#include "crypto/sealer.hpp"
#include "documents/acceptance_store.hpp"
#include "documents/documents_store.hpp"
#include "filled_in.hpp"
#include "page.hpp"
#include "patients/patient_store.hpp"
#include "patients/registration_store.hpp"
#include "practices/practice_store.hpp"
#include "registration/cancelled.html.hpp"
#include "registration/has_account_page.hpp"
#include "registration/link.hpp"
#include "registration/step_3_documents.html.hpp"
#include "registration/words.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/super_pin.hpp"
#include "visitor.hpp"
#include "web/form.hpp"
#include "web/markdown.hpp"
#include "web/response.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace html = html::registration_step_3_documents;

struct FieldErrors {
    std::optional<Word> privacy, terms;
};

std::string works_until(LinkVisitor const& visitor) {
    return until(visitor.link().expires_at, visitor.language);
}

std::string_view url_of(DocumentKind kind) {
    return kind == DocumentKind::privacy ? urls::privacy : urls::terms;
}

// On the page of the boxes itself: who reads it comes back to them as they were, also without scripts.
void add_document(Page& page, PublishedDocument const& document) {
    page.add(html::DOCUMENT)
        .set(html::ID, url_of(document.version.kind).substr(1))
        .set(html::BODY, html_below_a_heading(document.markdown))
        .set(html::VERSION, words::registration::documents_version{.version = document.version.version});
}

Response documents_page(App const& app, LinkVisitor const& visitor, FieldErrors const& errors) {
    auto const& path = visitor.link().path;
    auto const documents = app.database.read(
        [&](Transaction& transaction) { return current_documents(transaction, visitor.language); });
    auto page = page_for(app, visitor, html::file{.until = works_until(visitor)},
                         words::registration::documents_title);
    page.step(3)
        .set(html::ACTION, path + std::string(urls::documents))
        .set(html::CANCEL_URL, path + std::string(urls::cancelled))
        .set(html::PASSWORD_URL, path + std::string(urls::password))
        .set(html::VERSIONS, ids_of(documents));
    page.field(html::PRIVACY_FIELD, CheckboxField{.name = "read_privacy",
                                                  .label = words::registration::privacy_label,
                                                  .link_url = urls::on_this_page(urls::privacy),
                                                  .link_text = words::registration::privacy_link,
                                                  .checked = visitor.form.has("read_privacy"),
                                                  .error = errors.privacy});
    page.field(html::TERMS_FIELD, CheckboxField{.name = "accept_terms",
                                                .label = words::registration::terms_label,
                                                .link_url = urls::on_this_page(urls::terms),
                                                .link_text = words::registration::terms_link,
                                                .checked = visitor.form.has("accept_terms"),
                                                .error = errors.terms});
    for (auto const& document : documents) add_document(page, document);
    page.with_documents();
    return page.respond(page.has_errors() ? 422 : 200);
}

FieldErrors errors_of(Form const& form) {
    FieldErrors errors;
    if (!form.has("read_privacy")) errors.privacy = words::registration::privacy_not_ticked;
    if (!form.has("accept_terms")) errors.terms = words::registration::terms_not_ticked;
    return errors;
}

NewAccount account_from(App const& app, LinkVisitor const& visitor, Registration const& registration,
                        std::string const& hash) {
    return {{new_id<Account>(visitor.now(), app.random), registration.customer_number, registration.email,
             registration.name, visitor.language},
            hash,
            visitor.link().proof()};
}

std::string letter_super_pin_hash(App const& app, Registration const& registration) {
    auto const hash =
        app.sealer.open(registration_super_pin_context(registration.id), *registration.sealed_super_pin_hash);
    if (!hash) throw std::runtime_error("the super-PIN of a letter does not open with this key ring");
    return *hash;
}

enum class Made {
    account,
    before,            // or it may not be made any more
    not_of_this_text,  // a document was changed while the page was read
};

// The one transaction that makes an account: nothing of it is ever half made.
Made make_account(Transaction& transaction, App const& app, LinkVisitor const& visitor) {
    auto const now = visitor.now();
    auto const documents = current_documents(transaction, visitor.language);
    if (visitor.form.text("versions") != ids_of(documents)) return Made::not_of_this_text;
    // What the practice requires at this moment it requires until this is committed. Before the registration:
    // who changes the practice locks them in that order.
    lock_practice(transaction, visitor.practice->id);
    auto const current = still_open(transaction, visitor, visitor.link().proof());
    if (!current) return Made::before;
    auto const& registration = *current;
    auto const hash = chosen_password_hash(registration, visitor.chooser(), app.sealer);
    if (!hash || !complete_registration(transaction, registration.id, now)) return Made::before;
    auto const fresh = account_from(app, visitor, registration, *hash);
    add_account(transaction, fresh, app.sealer, now);
    link_patient(transaction, {registration.patient_id, fresh.account.id, fresh.identity, now});
    for (auto const& document : documents)
        record_acceptance(transaction, {fresh.account.id, document.version.id, registration.id}, now);
    // Only who typed the letter's super-PIN keeps it; anyone else makes one in E.
    if (visitor.link().by_letter && registration.sealed_super_pin_hash)
        add_active_super_pin(transaction,
                             {new_id<SuperPin>(now, app.random), fresh.account.id,
                              letter_super_pin_hash(app, registration), now},
                             app.sealer);
    if (visitor.session_cookie) end_session(transaction, session_hash(*visitor.session_cookie), now);
    record_step(
        transaction, app, visitor,
        {.type = AuditType::registration_completed, .action = Action::create, .object = fresh.account.id});
    return Made::account;
}

std::optional<Registration> registration_with_password(App const& app, LinkVisitor const& visitor) {
    auto registration =
        app.database.read([&](Transaction& transaction) { return registration_of(transaction, visitor); });
    if (!chosen_password_hash(registration, visitor.chooser(), app.sealer)) return std::nullopt;
    return registration;
}

}  // namespace

Response show_documents(App const& app, LinkVisitor const& visitor) {
    if (!registration_with_password(app, visitor))
        return see_other(visitor.link().path + std::string(urls::password));
    return documents_page(app, visitor, {});
}

Response submit_documents(App const& app, LinkVisitor const& visitor) {
    auto const registration = registration_with_password(app, visitor);
    if (!registration) return see_other(visitor.link().path + std::string(urls::password));
    auto const errors = errors_of(visitor.form);
    if (errors.privacy || errors.terms) return documents_page(app, visitor, errors);
    try {
        auto const made = app.database.transaction(
            [&](Transaction& transaction) { return make_account(transaction, app, visitor); });
        if (made == Made::not_of_this_text)
            return documents_page(
                app, visitor,
                {words::registration::documents_changed, words::registration::documents_changed});
        // The link says why: completed already, locked, invited anew.
        if (made == Made::before) return see_other(visitor.link().path);
    } catch (NotUnique const&) {
        // Another registration made an account for this address in the same moment.
        return has_account_page(app, visitor, *registration);
    }
    auto response = see_other(of_practice(urls::sign_in, visitor));
    clear_session_cookies(app, response);
    auto const notice = visitor.link().by_letter ? Notice::registered_by_letter : Notice::registered;
    return response.with_cookie(
        filled_in_cookie(app.sealer, app.cookies, {.notice = notice, .email = registration->email}));
}

Response submit_cancel(App const& app, LinkVisitor const& visitor) {
    auto const& id = visitor.link().registration_id;
    app.database.transaction([&](Transaction& transaction) {
        registration_of(transaction, visitor);  // locked, so that presses at once are counted one by one
        if (is_too_often(transaction, visitor, AuditType::registration_cancelled, id)) return;
        record_step(transaction, app, visitor, {.type = AuditType::registration_cancelled, .object = id});
    });
    return see_other(visitor.link().path + std::string(urls::cancelled));
}

Response show_cancelled(App const& app, LinkVisitor const& visitor) {
    namespace cancelled = voordeur::html::registration_cancelled;
    auto page = page_for(app, visitor, cancelled::file{.until = works_until(visitor)},
                         words::registration::cancelled_title);
    page.set(cancelled::BACK_URL, visitor.link().path);
    return page.respond();
}

}  // namespace voordeur
