// SPDX-License-Identifier: EUPL-1.2
#include "information/document.hpp"

#include "app.hpp"
#include "documents/documents_store.hpp"
#include "information/document.html.hpp"
#include "information/words.hpp"
#include "page.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "web/markdown.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::information_document;

constexpr std::string_view heading_mark = "# ";

Response document_page(App const& app, Visitor const& visitor, DocumentKind kind, Word title) {
    auto const document = app.database.read(
        [&](Transaction& transaction) { return current_document(transaction, kind, visitor.language); });
    auto page = page_for(app, visitor, html::file{.version = document.version.version}, title);
    if (auto heading = first_heading(document.markdown)) page.title(std::move(*heading));
    page.set(html::BODY, html_from_markdown(document.markdown));
    return page.respond();
}

}  // namespace

Response show_privacy(App const& app, Visitor const& visitor) {
    return document_page(app, visitor, DocumentKind::privacy, words::information::privacy_title);
}

Response show_terms(App const& app, Visitor const& visitor) {
    return document_page(app, visitor, DocumentKind::terms, words::information::terms_title);
}

std::optional<std::string> first_heading(std::string_view markdown) {
    while (!markdown.empty()) {
        auto const line = markdown.substr(0, markdown.find('\n'));
        markdown.remove_prefix(std::min(line.size() + 1, markdown.size()));
        if (!line.starts_with(heading_mark)) continue;
        auto const end = line.find_last_not_of(" #\r");
        if (end != std::string_view::npos) return std::string(line.substr(heading_mark.size(), end - 1));
    }
    return std::nullopt;
}

}  // namespace voordeur
