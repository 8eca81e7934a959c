// SPDX-License-Identifier: EUPL-1.2
#include "documents/documents.hpp"

#include <toml++/toml.h>

#include <stdexcept>

#include "base/id.hpp"
#include "crypto/encoding.hpp"
#include "documents/documents_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view fence = "+++\n";

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
    return {*version, std::move(markdown), std::move(hash)};
}

void Documents::put(DocumentKind kind, Language language, Document document) {
    documents_[{kind, language}] = std::move(document);
}

Document const& Documents::current(DocumentKind kind, Language language) const {
    return documents_.at({kind, language});
}

std::string Documents::versions(Language language) const {
    std::string versions;
    for (auto const kind : all_document_kinds) versions += current(kind, language).version + " ";
    return versions;
}

bool Documents::is_known(Transaction& transaction, Key const& key, Document const& document) {
    auto const [kind, language] = key;
    auto const known = find_document_hash(transaction, kind, language, document.version);
    if (known && *known != document.text_hash)
        throw std::runtime_error("The " + std::string(stored_name(kind)) + " document (" +
                                 std::string(code_of(language)) + ") was changed under version " +
                                 document.version + ": give the new text a new version.");
    return known.has_value();
}

void Documents::check_versions(Database& database) const {
    database.read([&](Transaction& transaction) {
        for (auto const& [key, document] : documents_) is_known(transaction, key, document);
    });
}

void Documents::register_versions(Database& database, Time now, Random& random) const {
    database.transaction([&](Transaction& transaction) {
        for (auto const& [key, document] : documents_) {
            if (is_known(transaction, key, document)) continue;
            add_document(
                transaction,
                {new_id<Document>(now, random), key.first, key.second, document.version, document.text_hash},
                now);
        }
    });
}

}  // namespace voordeur
