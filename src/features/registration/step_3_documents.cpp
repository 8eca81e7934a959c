// SPDX-License-Identifier: EUPL-1.2
#include "registration/step_3_documents.hpp"

#include "app.hpp"
#include "audit/audit.hpp"
#include "crypto/sealer.hpp"
#include "page.hpp"
#include "patients/registration_store.hpp"
#include "registration/cancelled.html.hpp"
#include "registration/link.hpp"
#include "registration/make_account.hpp"
#include "registration/shown_documents.hpp"
#include "registration/step_3_documents.html.hpp"
#include "registration/words.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/form.hpp"
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

Response documents_page(App const& app, LinkVisitor const& visitor, FieldErrors const& errors) {
    auto const& path = visitor.link().path;
    auto const documents = documents_to_show(app, visitor);
    auto page = page_for(app, visitor, html::file{.until = works_until(visitor)},
                         words::registration::documents_title);
    page.step(html::STEP, app.is_short_journey ? 2 : 3)
        .set(html::ACTION, path + std::string(urls::documents))
        .set(html::CANCEL_URL, path + std::string(urls::cancelled))
        .set(html::PASSWORD_URL, path + std::string(urls::password))
        .set(html::VERSIONS, ids_of(documents));
    if (app.is_short_journey)
        page.set(html::PRIVACY_URL, urls::on_this_page(urls::privacy)).show(html::PRIVACY_SHOWN);
    else
        page.show(html::BOTH_TICKED)
            .field(html::PRIVACY_FIELD,
                   CheckboxField{.name = "read_privacy",
                                 .label = words::registration::privacy_label,
                                 .link_url = urls::on_this_page(urls::privacy),
                                 .link_text = words::registration::privacy_link,
                                 .checked = visitor.form.has("read_privacy") && !errors.privacy,
                                 .error = errors.privacy});
    page.field(html::TERMS_FIELD, terms_field(visitor, errors.terms));
    show_documents_below(page, html::DOCUMENTS, app, documents);
    return page.respond(page.has_errors() ? 422 : 200);
}

// The short journey shows the privacy statement, and asks no tick for it.
FieldErrors errors_of(App const& app, LinkVisitor const& visitor) {
    FieldErrors errors;
    errors.terms = error_of_terms(visitor, documents_to_show(app, visitor));
    if (app.is_short_journey) return errors;
    if (!visitor.form.has("read_privacy"))
        errors.privacy = words::registration::privacy_not_ticked;
    else if (visitor.form.has("accept_terms"))
        errors.privacy = errors.terms;  // a text has changed: both are read again
    return errors;
}

bool has_password(App const& app, LinkVisitor const& visitor) {
    auto const registration =
        app.database.read([&](Transaction& transaction) { return registration_of(transaction, visitor); });
    return chosen_password_hash(registration, visitor.chooser(), app.sealer).has_value();
}

}  // namespace

Response show_documents(App const& app, LinkVisitor const& visitor) {
    if (!has_password(app, visitor)) return see_other(visitor.link().path + std::string(urls::password));
    return documents_page(app, visitor, {});
}

Response submit_documents(App const& app, LinkVisitor const& visitor) {
    if (!has_password(app, visitor)) return see_other(visitor.link().path + std::string(urls::password));
    auto const errors = errors_of(app, visitor);
    if (errors.privacy || errors.terms) return documents_page(app, visitor, errors);
    return make_account(app, visitor, std::nullopt);
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
