// SPDX-License-Identifier: EUPL-1.2
#include "portal/services_store.hpp"

#include <string_view>

#include "accounts/account_store.hpp"
#include "practices/practice_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_refused =
    "SELECT DISTINCT registration.practice_id FROM registration JOIN patient ON patient.id = patient_id "
    "WHERE patient.email = $1 AND linking_refused_at > $2 AND linking_refused_at >= invited_at AND "
    "completed_at IS NULL ORDER BY registration.practice_id";
constexpr std::string_view select_added =
    "SELECT DISTINCT practice_id FROM patient WHERE account_id = $1 AND linked_at > $2 AND linked_at > "
    "(SELECT min(first.linked_at) FROM patient AS first WHERE first.account_id = $1) ORDER BY practice_id";

std::vector<Id<Practice>> ids_from(std::vector<Row> const& rows) {
    std::vector<Id<Practice>> ids;
    for (auto const& row : rows) ids.push_back(row.id<Practice>(0));
    return ids;
}

}  // namespace

std::vector<Id<Practice>> practices_refused_since(Transaction& transaction, std::string const& email,
                                                  Time since) {
    return ids_from(transaction.all(select_refused, email, since));
}

std::vector<Id<Practice>> practices_added_since(Transaction& transaction, Id<Account> const& account_id,
                                                Time since) {
    return ids_from(transaction.all(select_added, account_id, since));
}

}  // namespace voordeur
