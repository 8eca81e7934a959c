// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "base/time.hpp"
#include "store/database.hpp"
#include "words/language.hpp"

namespace voordeur {

enum class DocumentKind { privacy, terms };
inline constexpr std::array all_document_kinds{DocumentKind::privacy, DocumentKind::terms};
constexpr std::string_view stored_name(DocumentKind kind) {
    return kind == DocumentKind::privacy ? "privacy" : "terms";
}

// As a file has it.
struct Document {
    std::string version;
    std::string markdown;
    std::string text_hash;
    std::string summary = {};  // of what it changes
};

// Splits "+++\nversion = "2026-11"\nsummary = "…"\n+++\n…". Throws std::runtime_error naming `name` when
// there is no version.
Document parse_document(std::string_view name, std::string_view text);

// What the configuration names, in each language: what patients read until the first of them has accepted a
// version. Later versions are published (publish.hpp). Made once; thread safe.
class Documents {
  public:
    void put(DocumentKind kind, Language language, Document document);
    Document const& of(DocumentKind kind, Language language) const;

    // Throws std::runtime_error as register_versions does, and writes nothing.
    void check_versions(Database& database) const;

    // Makes the rows of what nobody has accepted a version of yet. Throws std::runtime_error with one
    // sentence when a text was changed under an old version: people accepted that version with another text.
    void register_versions(Database& database, Time now, Random& random) const;

    // "terms (nl) 2027-01": of files that patients do not read, since they were changed and not published.
    std::vector<std::string> unpublished(Database& database) const;

  private:
    using Key = std::pair<DocumentKind, Language>;
    void register_kind(Transaction& transaction, DocumentKind kind, Time now, Random& random) const;

    std::map<Key, Document> documents_;
};

}  // namespace voordeur
