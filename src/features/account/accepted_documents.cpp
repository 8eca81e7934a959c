// SPDX-License-Identifier: EUPL-1.2
#include "account/accepted_documents.hpp"

#include "account/accepted_documents.html.hpp"
#include "account/words.hpp"
#include "app.hpp"
#include "documents/acceptance_store.hpp"
#include "page.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/markdown.hpp"
#include "web/response.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace names = html::account_accepted_documents;

void add_document(Page& page, AcceptedDocument const& document, Language language) {
    auto const& version = document.version;
    auto const when = date_and_time(document.accepted_at, language);
    auto item = page.add(names::DOCUMENT);
    item.set(names::VERSION, words::account::document_version{.version = version.version});
    if (version.kind == DocumentKind::terms)
        item.set(names::NAME, words::account::document_terms)
            .set(names::ACCEPTED, words::account::document_agreed{.when = when});
    else
        item.set(names::NAME, words::account::document_privacy)
            .set(names::ACCEPTED, words::account::document_read{.when = when});
    if (document.markdown)
        item.add(names::WITH_TEXT)
            .set(names::LANGUAGE, code_of(version.language))
            .set(names::BODY, html_below_a_heading(*document.markdown));
    else
        item.show(names::WITHOUT_TEXT);
}

}  // namespace

Response show_accepted_documents(App const& app, PatientVisitor const& visitor) {
    auto const documents = app.database.read(
        [&](Transaction& transaction) { return accepted_documents(transaction, visitor.account().id); });
    auto page = page_for(app, visitor, names::file, words::account::accepted_documents_title);
    page.set(names::ACCOUNT_URL, urls::account);
    for (auto const& document : documents) add_document(page, document, visitor.language);
    return page.respond();
}

}  // namespace voordeur
