// SPDX-License-Identifier: EUPL-1.2
#include "documents/documents_store.hpp"

#include <stdexcept>

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_version =
    "SELECT id, kind, language, number, version, text_hash, summary, asks, free_until, made_at FROM document "
    "WHERE kind = $1 AND language = $2 AND version = $3";
constexpr std::string_view select_current =
    "SELECT id, kind, language, number, version, text_hash, summary, asks, free_until, made_at FROM document "
    "JOIN document_text ON document_id = id WHERE kind = $1 AND language = $2 ORDER BY number DESC LIMIT 1";
constexpr std::string_view select_asking =
    "SELECT id, kind, language, number, version, text_hash, summary, asks, free_until, made_at FROM document "
    "WHERE kind = $1 AND language = $2 AND number > $3 AND asks = 1 ORDER BY number DESC";
constexpr std::string_view select_all =
    "SELECT id, kind, language, number, version, text_hash, summary, asks, free_until, made_at FROM document "
    "ORDER BY kind, number, language";
constexpr std::string_view select_text = "SELECT text FROM document_text WHERE document_id = $1";
constexpr std::string_view select_newest = "SELECT coalesce(max(number), 0) FROM document WHERE kind = $1";
constexpr std::string_view insert =
    "INSERT INTO document (id, kind, language, number, version, text_hash, summary, asks, free_until, "
    "made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr std::string_view insert_text =
    "INSERT INTO document_text (document_id, text) VALUES ($1, $2) ON CONFLICT (document_id) DO NOTHING";

DocumentVersion version_from(Row const& row) {
    return {.id = row.id<Document>(0),
            .kind = row.text(1) == stored_name(DocumentKind::privacy) ? DocumentKind::privacy
                                                                      : DocumentKind::terms,
            .language = language_of(row.text(2)).value_or(Language::dutch),
            .number = row.number(3),
            .version = row.text(4),
            .text_hash = row.text(5),
            .summary = row.text(6),
            .asks = row.flag(7),
            .free_until = row.time(8),
            .made_at = row.time(9)};
}

std::vector<DocumentVersion> versions_from(std::vector<Row> const& rows) {
    std::vector<DocumentVersion> versions;
    for (auto const& row : rows) versions.push_back(version_from(row));
    return versions;
}

}  // namespace

std::optional<DocumentVersion> find_version(Transaction& transaction, DocumentKind kind, Language language,
                                            std::string const& version) {
    auto const row = transaction.one(select_version, stored_name(kind), code_of(language), version);
    return row ? std::optional(version_from(*row)) : std::nullopt;
}

PublishedDocument current_document(Transaction& transaction, DocumentKind kind, Language language) {
    auto const row = transaction.one(select_current, stored_name(kind), code_of(language));
    if (!row)
        throw std::logic_error("no version of the " + std::string(stored_name(kind)) + " is registered");
    auto version = version_from(*row);
    auto text = checked_text(transaction, version).value();
    return {std::move(version), std::move(text)};
}

std::vector<PublishedDocument> current_documents(Transaction& transaction, Language language) {
    std::vector<PublishedDocument> documents;
    for (auto const kind : all_document_kinds)
        documents.push_back(current_document(transaction, kind, language));
    return documents;
}

std::string ids_of(std::vector<PublishedDocument> const& documents) {
    std::string ids;
    for (auto const& document : documents) ids += (ids.empty() ? "" : " ") + document.version.id.text();
    return ids;
}

std::optional<std::string> checked_text(Transaction& transaction, DocumentVersion const& version) {
    auto const row = transaction.one(select_text, version.id);
    if (!row) return std::nullopt;
    auto text = row->text(0);
    if (sha256_hex(text) != version.text_hash)
        throw std::runtime_error("the text of version " + version.version + " of the " +
                                 std::string(stored_name(version.kind)) +
                                 " is not the one that was published");
    return text;
}

std::int64_t newest_number(Transaction& transaction, DocumentKind kind) {
    return transaction.one(select_newest, stored_name(kind))->number(0);
}

std::vector<DocumentVersion> all_versions(Transaction& transaction) {
    return versions_from(transaction.all(select_all));
}

std::vector<DocumentVersion> versions_that_ask(Transaction& transaction, DocumentKind kind, Language language,
                                               std::int64_t above) {
    return versions_from(transaction.all(select_asking, stored_name(kind), code_of(language), above));
}

void add_version(Transaction& transaction, DocumentVersion const& version, std::string const& markdown) {
    transaction.run(insert, version.id, stored_name(version.kind), code_of(version.language), version.number,
                    version.version, version.text_hash, version.summary, version.asks, version.free_until,
                    version.made_at);
    transaction.run(insert_text, version.id, markdown);
}

void keep_text(Transaction& transaction, Id<Document> const& id, std::string const& markdown) {
    transaction.run(insert_text, id, markdown);
}

}  // namespace voordeur
