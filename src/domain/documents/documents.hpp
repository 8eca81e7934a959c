// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

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

struct Document {
    std::string version;
    std::string markdown;
    std::string text_hash;
};

// Splits "+++\nversion = "2026-11"\n+++\n…". Throws std::runtime_error naming `name` when there is no
// version.
Document parse_document(std::string_view name, std::string_view text);

// The current version of each document in each language. Made once; thread safe.
class Documents {
  public:
    void put(DocumentKind kind, Language language, Document document);
    Document const& current(DocumentKind kind, Language language) const;
    // Changes when any document does: a form that showed other versions is refused.
    std::string versions(Language language) const;

    // Throws std::runtime_error as register_versions does, and writes nothing.
    void check_versions(Database& database) const;

    // Makes the rows of versions that the database has not seen. Throws std::runtime_error with one sentence
    // when a text was changed under an old version: people accepted that version with another text.
    void register_versions(Database& database, Time now, Random& random) const;

  private:
    using Key = std::pair<DocumentKind, Language>;
    // Whether the database has seen this version. Throws as check_versions.
    static bool is_known(Transaction& transaction, Key const& key, Document const& document);

    std::map<Key, Document> documents_;
};

}  // namespace voordeur
