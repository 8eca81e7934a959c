// SPDX-License-Identifier: EUPL-1.2
#include "documents/documents_store.hpp"

#include <stdexcept>

namespace voordeur {
namespace {

constexpr std::string_view select_hash =
    "SELECT text_hash FROM document WHERE kind = $1 AND version = $2 AND language = $3";
constexpr std::string_view insert =
    "INSERT INTO document (id, kind, version, language, text_hash, made_at) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view select_acceptances =
    "SELECT kind, language, version, text_hash, accepted_at FROM acceptance JOIN document ON document.id = "
    "acceptance.document_id WHERE account_id = $1 ORDER BY accepted_at, document.id";
constexpr std::string_view delete_of_closed =
    "DELETE FROM acceptance WHERE account_id IN (SELECT id FROM account WHERE closed_at < $1)";
constexpr std::string_view insert_acceptance =
    "INSERT INTO acceptance (account_id, document_id, registration_id, accepted_at) "
    "SELECT $1, id, $2, $3 FROM document WHERE kind = $4 AND version = $5 AND language = $6";

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

std::int64_t forget_acceptances_of_closed(Transaction& transaction, Time closed_before) {
    return transaction.run(delete_of_closed, closed_before);
}

std::vector<Accepted> acceptances_of(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<Accepted> accepted;
    for (auto const& row : transaction.all(select_acceptances, account_id))
        accepted.push_back({row.text(0), language_of(row.text(1)).value_or(Language::dutch), row.text(2),
                            row.text(3), row.time(4)});
    return accepted;
}

void record_acceptance(Transaction& transaction, Acceptance const& acceptance, Time now) {
    auto const recorded =
        transaction.run(insert_acceptance, acceptance.account_id, acceptance.registration_id, now,
                        stored_name(acceptance.kind), acceptance.version, code_of(acceptance.language));
    if (recorded != 1) throw std::logic_error("accepted a document that has no row");
}

}  // namespace voordeur
