// SPDX-License-Identifier: EUPL-1.2
// The documents on the page of the boxes itself: who reads them comes back to what was typed and ticked as it
// was, also without scripts.
#pragma once

#include <optional>
#include <vector>

#include "documents/documents_store.hpp"
#include "page_function.hpp"
#include "web/template_names.hpp"
#include "words/word.hpp"

namespace voordeur {

class Page;
struct CheckboxField;

// What patients read now; their `ids_of` go into the page's hidden field `versions`.
std::vector<PublishedDocument> documents_to_show(App const& app, LinkVisitor const& visitor);
void show_documents_below(Page& page, IncludeName where, App const& app,
                          std::vector<PublishedDocument> const& documents);
// "Ja, ik ga akkoord", with the link to the terms below.
CheckboxField terms_field(LinkVisitor const& visitor, std::optional<Word> error);
// Why the box of the terms, as it was sent, agrees to nothing: it is empty, or a text has changed since.
std::optional<Word> error_of_terms(LinkVisitor const& visitor,
                                   std::vector<PublishedDocument> const& documents);

}  // namespace voordeur
