// SPDX-License-Identifier: EUPL-1.2
#include "documents/documents_store.hpp"

#include <stdexcept>

namespace voordeur {
namespace {

constexpr std::string_view select_hash =
    "SELECT text_hash FROM document WHERE kind = $1 AND version = $2 AND language = $3";
constexpr std::string_view insert =
    "INSERT INTO document (id, kind, version, language, text_hash, made_at) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view insert_acceptance =
    "INSERT INTO acceptance (account_id, document_id, registration_id, accepted_at, how) "
    "SELECT $1, id, $2, $3, $4 FROM document WHERE kind = $5 AND version = $6 AND language = $7";

constexpr std::string_view stored_name(HowAccepted how) {
    return how == HowAccepted::ticked ? "ticked" : "shown";
}

}  // namespace

std::optional<std::string> find_document_hash(Transaction& transaction, DocumentKind kind, Language language,
                                              std::string const& version) {
    auto const row = transaction.one(select_hash, stored_name(kind), version, code_of(language));
    if (!row) return std::nullopt;
    return row->text(0);
}

void add_document(Transaction& transaction, DocumentRow const& row, Time now) {
    transaction.run(insert, row.id, stored_name(row.kind), row.version, code_of(row.language), row.text_hash,
                    now);
}

void record_acceptance(Transaction& transaction, Acceptance const& acceptance, Time now) {
    auto const recorded =
        transaction.run(insert_acceptance, acceptance.account_id, acceptance.registration_id, now,
                        stored_name(acceptance.how), stored_name(acceptance.kind), acceptance.version,
                        code_of(acceptance.language));
    if (recorded != 1) throw std::logic_error("accepted a document that has no row");
}

}  // namespace voordeur
