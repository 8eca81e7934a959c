// SPDX-License-Identifier: EUPL-1.2
#include "documents/documents.hpp"

#include <toml++/toml.h>

#include <stdexcept>

#include "base/id.hpp"
#include "crypto/encoding.hpp"
#include "documents/acceptance_store.hpp"
#include "documents/documents_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view fence = "+++\n";

// Of this very text. Throws when the database has another under the same version.
std::optional<DocumentVersion> known_version(Transaction& transaction, DocumentKind kind, Language language,
                                             Document const& document) {
    auto known = find_version(transaction, kind, language, document.version);
    if (known && known->text_hash != document.text_hash)
        throw std::runtime_error("The " + std::string(stored_name(kind)) + " document (" +
                                 std::string(code_of(language)) + ") was changed under version " +
                                 document.version + ": give the new text a new version.");
    return known;
}

}  // namespace

Document parse_document(std::string_view name, std::string_view text) {
    auto const end = text.find(fence, fence.size());
    if (!text.starts_with(fence) || end == std::string_view::npos)
        throw std::runtime_error(std::string(name) + " must begin with +++, version = \"…\", +++.");
    auto const front = toml::parse(text.substr(fence.size(), end - fence.size()));
    auto const version = front["version"].value<std::string>();
    if (!version || version->empty()) throw std::runtime_error(std::string(name) + " has no version.");
    std::string markdown(text.substr(end + fence.size()));
    auto hash = sha256_hex(markdown);
    return {*version, std::move(markdown), std::move(hash), front["summary"].value_or(std::string())};
}

void Documents::put(DocumentKind kind, Language language, Document document) {
    documents_[{kind, language}] = std::move(document);
}

Document const& Documents::of(DocumentKind kind, Language language) const {
    return documents_.at({kind, language});
}

void Documents::check_versions(Database& database) const {
    database.read([&](Transaction& transaction) {
        for (auto const& [key, document] : documents_)
            known_version(transaction, key.first, key.second, document);
    });
}

void Documents::register_kind(Transaction& transaction, DocumentKind kind, Time now, Random& random) const {
    auto const number = newest_number(transaction, kind) + 1;
    auto const is_accepted = is_any_accepted(transaction, kind);
    for (auto const language : all_languages) {
        auto const& document = of(kind, language);
        auto const known = known_version(transaction, kind, language, document);
        if (known) {
            keep_text(transaction, known->id, document.markdown);
            continue;
        }
        if (is_accepted) continue;
        add_version(transaction,
                    {.id = new_id<Document>(now, random),
                     .kind = kind,
                     .language = language,
                     .number = number,
                     .version = document.version,
                     .text_hash = document.text_hash,
                     .made_at = now},
                    document.markdown);
    }
}

void Documents::register_versions(Database& database, Time now, Random& random) const {
    database.transaction([&](Transaction& transaction) {
        for (auto const kind : all_document_kinds) register_kind(transaction, kind, now, random);
    });
}

std::vector<std::string> Documents::unpublished(Database& database) const {
    return database.read([&](Transaction& transaction) {
        std::vector<std::string> names;
        for (auto const& [key, document] : documents_) {
            auto const [kind, language] = key;
            if (find_version(transaction, kind, language, document.version)) continue;
            names.push_back(std::string(stored_name(kind)) + " (" + std::string(code_of(language)) + ") " +
                            document.version);
        }
        return names;
    });
}

}  // namespace voordeur
