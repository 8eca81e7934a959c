// SPDX-License-Identifier: EUPL-1.2
#include "registration/shown_documents.hpp"

#include "app.hpp"
#include "page.hpp"
#include "registration/shown_documents.html.hpp"
#include "registration/words.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/form.hpp"
#include "web/markdown.hpp"

namespace voordeur {
namespace {

std::string_view url_of(DocumentKind kind) {
    return kind == DocumentKind::privacy ? urls::privacy : urls::terms;
}

}  // namespace

std::vector<PublishedDocument> documents_to_show(App const& app, LinkVisitor const& visitor) {
    return app.database.read(
        [&](Transaction& transaction) { return current_documents(transaction, visitor.language); });
}

void show_documents_below(Page& page, IncludeName where, App const& app,
                          std::vector<PublishedDocument> const& documents) {
    namespace html = html::registration_shown_documents;
    auto const back = app.is_short_journey ? words::registration::documents_back_to_form
                                           : words::registration::documents_back;
    auto below = page.include(where, html::file);
    for (auto const& document : documents)
        below.add(html::DOCUMENT)
            .set(html::ID, url_of(document.version.kind).substr(1))
            .set(html::BODY, html_below_a_heading(document.markdown))
            .set(html::VERSION, words::registration::documents_version{.version = document.version.version})
            .set(html::BACK, back);
    page.with_documents();
}

CheckboxField terms_field(LinkVisitor const& visitor, std::optional<Word> error) {
    return {.name = "accept_terms",
            .label = words::registration::terms_label,
            .link_url = urls::on_this_page(urls::terms),
            .link_text = words::registration::terms_link,
            .checked = visitor.form.has("accept_terms") && !error,  // what was ticked is another text now
            .error = error};
}

std::optional<Word> error_of_terms(LinkVisitor const& visitor,
                                   std::vector<PublishedDocument> const& documents) {
    if (!visitor.form.has("accept_terms")) return words::registration::terms_not_ticked;
    if (visitor.form.text("versions") != ids_of(documents)) return words::registration::documents_changed;
    return std::nullopt;
}

}  // namespace voordeur
