// SPDX-License-Identifier: EUPL-1.2
#include "accounts/documents.hpp"

#include <toml++/toml.h>

#include <stdexcept>

#include "base/id.hpp"
#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view fence = "+++\n";

constexpr std::string_view select_hash =
    "SELECT text_hash FROM document WHERE kind = $1 AND version = $2 AND language = $3";
constexpr std::string_view insert =
    "INSERT INTO document (id, kind, version, language, text_hash, made_at) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view insert_acceptance =
    "INSERT INTO acceptance (account_id, document_id, registration_id, accepted_at) "
    "SELECT $1, id, $2, $3 FROM document WHERE kind = $4 AND version = $5 AND language = $6";

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

void Documents::register_versions(Database& database, Time now, Random& random) const {
    database.transaction([&](Transaction& transaction) {
        for (auto const& [key, document] : documents_) {
            auto const kind = stored_name(key.first);
            auto const language = code_of(key.second);
            auto const known = transaction.one(select_hash, kind, document.version, language);
            if (!known)
                transaction.run(insert, new_id(now, random), kind, document.version, language,
                                document.text_hash, now);
            else if (known->text(0) != document.text_hash)
                throw std::runtime_error("The " + std::string(kind) + " document (" + std::string(language) +
                                         ") was changed under version " + document.version +
                                         ": give the new text a new version.");
        }
    });
}

void record_acceptance(Transaction& transaction, Acceptance const& acceptance, Time now) {
    auto const recorded =
        transaction.run(insert_acceptance, acceptance.account_id, acceptance.registration_id, now,
                        stored_name(acceptance.kind), acceptance.version, code_of(acceptance.language));
    if (recorded != 1) throw std::logic_error("accepted a document that has no row");
}

}  // namespace voordeur
