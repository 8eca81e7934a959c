// SPDX-License-Identifier: EUPL-1.2
// The tables `document` and `document_text`: every version that patients read or accepted. A row never
// changes and never goes, which the database itself sees to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "documents/documents.hpp"

namespace voordeur {

struct DocumentVersion {
    Id<Document> id;
    DocumentKind kind = DocumentKind::privacy;
    Language language = Language::dutch;
    std::int64_t number = 0;  // among those of its kind; the languages of one version share it
    std::string version;
    std::string text_hash;
    std::string summary = {};  // of what it changes
    bool asks = false;         // who accepted an earlier one, at the next sign-in
    Time free_until = {};      // until then one may go on without
    Time made_at = {};
};

// With its text, in Markdown.
struct PublishedDocument {
    DocumentVersion version;
    std::string markdown;
};

std::optional<DocumentVersion> find_version(Transaction& transaction, DocumentKind kind, Language language,
                                            std::string const& version);
// What patients read now. Throws std::logic_error when no start registered one, and what checked_text throws.
PublishedDocument current_document(Transaction& transaction, DocumentKind kind, Language language);
// Of every kind, in the order of the pages.
std::vector<PublishedDocument> current_documents(Transaction& transaction, Language language);
// A form that showed other versions than these has another text here.
std::string ids_of(std::vector<PublishedDocument> const& documents);
// nullopt: of before texts were kept. Throws std::runtime_error when the text is not the one of the version.
std::optional<std::string> checked_text(Transaction& transaction, DocumentVersion const& version);
// 0: there is none yet.
std::int64_t newest_number(Transaction& transaction, DocumentKind kind);
// In the order in which they came.
std::vector<DocumentVersion> all_versions(Transaction& transaction);
// Those that ask, newest first, in this language, of a number above this one.
std::vector<DocumentVersion> versions_that_ask(Transaction& transaction, DocumentKind kind, Language language,
                                               std::int64_t above);

// Throws NotUnique when its kind has that version, or that number, already.
void add_version(Transaction& transaction, DocumentVersion const& version, std::string const& markdown);
// Of a version of before texts were kept; where there is one it stays.
void keep_text(Transaction& transaction, Id<Document> const& id, std::string const& markdown);

}  // namespace voordeur
