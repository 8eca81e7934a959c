// SPDX-License-Identifier: EUPL-1.2
#include "documents/accepted_store.hpp"

#include <chrono>

namespace voordeur {
namespace {

constexpr std::string_view select =
    "SELECT kind, language, version, text_hash, accepted_at FROM acceptance JOIN document ON document.id = "
    "acceptance.document_id WHERE account_id = $1 ORDER BY accepted_at, document.id";
constexpr std::string_view select_closed = "SELECT id FROM account WHERE closed_at < $1 AND closed_at >= $2";
constexpr std::string_view delete_of_account = "DELETE FROM acceptance WHERE account_id = $1";

// Those closed earlier were found by a sweep of then.
constexpr std::chrono::days looked_back{400};

}  // namespace

std::vector<Accepted> acceptances_of(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<Accepted> accepted;
    for (auto const& row : transaction.all(select, account_id))
        accepted.push_back({row.text(0), language_of(row.text(1)).value_or(Language::dutch), row.text(2),
                            row.text(3), row.time(4)});
    return accepted;
}

std::int64_t forget_acceptances_of_closed(Transaction& transaction, Time closed_before) {
    std::int64_t forgotten = 0;
    for (auto const& row : transaction.all(select_closed, closed_before, closed_before - looked_back))
        forgotten += transaction.run(delete_of_account, row.text(0));
    return forgotten;
}

}  // namespace voordeur
