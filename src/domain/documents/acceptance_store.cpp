// SPDX-License-Identifier: EUPL-1.2
#include "documents/acceptance_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view insert =
    "INSERT INTO acceptance (account_id, document_id, registration_id, accepted_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (account_id, document_id) DO NOTHING";
constexpr std::string_view select_any =
    "SELECT 1 FROM document WHERE kind = $1 AND EXISTS (SELECT 1 FROM acceptance WHERE document_id = "
    "document.id) LIMIT 1";
constexpr std::string_view select_open =
    "SELECT 1 FROM document WHERE asks = 1 AND number > coalesce((SELECT max(accepted.number) FROM "
    "acceptance JOIN document AS accepted ON accepted.id = acceptance.document_id WHERE "
    "acceptance.account_id = $1 AND accepted.kind = document.kind), 0) LIMIT 1";
constexpr std::string_view select_accepted_number =
    "SELECT coalesce(max(number), 0) FROM acceptance JOIN document ON document.id = document_id WHERE "
    "account_id = $1 AND kind = $2";
constexpr std::string_view select_accepted =
    "SELECT kind, language, version, accepted_at FROM acceptance JOIN document ON document.id = document_id "
    "WHERE account_id = $1 ORDER BY accepted_at DESC, kind";
constexpr std::string_view select_counts =
    "SELECT document_id, count(*) FROM acceptance GROUP BY document_id";
constexpr std::string_view delete_of_closed =
    "DELETE FROM acceptance WHERE account_id IN (SELECT id FROM account WHERE closed_at < $1 AND EXISTS "
    "(SELECT 1 FROM acceptance WHERE account_id = account.id) LIMIT $2)";
constexpr std::string_view select_asked =
    "SELECT count(*) FROM account WHERE closed_at IS NULL AND (SELECT max(number) FROM document WHERE kind = "
    "$1 AND asks = 1) > coalesce((SELECT max(number) FROM acceptance JOIN document ON document.id = "
    "document_id WHERE acceptance.account_id = account.id AND kind = $1), 0)";

}  // namespace

bool record_acceptance(Transaction& transaction, Acceptance const& acceptance, Time now) {
    return transaction.run(insert, acceptance.account_id, acceptance.document_id, acceptance.registration_id,
                           now) == 1;
}

bool is_any_accepted(Transaction& transaction, DocumentKind kind) {
    return transaction.one(select_any, stored_name(kind)).has_value();
}

bool are_documents_open(Transaction& transaction, Id<Account> const& account_id) {
    return transaction.one(select_open, account_id).has_value();
}

std::vector<OpenDocument> open_documents(Transaction& transaction, Id<Account> const& account_id,
                                         Language language) {
    std::vector<OpenDocument> documents;
    for (auto const kind : all_document_kinds) {
        auto const accepted =
            transaction.one(select_accepted_number, account_id, stored_name(kind))->number(0);
        auto changes = versions_that_ask(transaction, kind, language, accepted);
        if (changes.empty()) continue;
        documents.push_back({current_document(transaction, kind, language), std::move(changes)});
    }
    return documents;
}

std::vector<AcceptedDocument> accepted_documents(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<AcceptedDocument> documents;
    for (auto const& row : transaction.all(select_accepted, account_id)) {
        auto const kind =
            row.text(0) == stored_name(DocumentKind::privacy) ? DocumentKind::privacy : DocumentKind::terms;
        auto version = find_version(transaction, kind, language_of(row.text(1)).value(), row.text(2)).value();
        auto text = checked_text(transaction, version);
        documents.push_back({std::move(version), std::move(text), row.time(3)});
    }
    return documents;
}

std::int64_t forget_acceptances_of_closed(Transaction& transaction, Time closed_before, int accounts) {
    return transaction.run(delete_of_closed, closed_before, accounts);
}

std::map<std::string, std::int64_t> count_acceptances(Transaction& transaction) {
    std::map<std::string, std::int64_t> counts;
    for (auto const& row : transaction.all(select_counts)) counts[row.text(0)] = row.number(1);
    return counts;
}

std::int64_t count_accounts_asked(Transaction& transaction, DocumentKind kind) {
    return transaction.one(select_asked, stored_name(kind))->number(0);
}

}  // namespace voordeur
