// SPDX-License-Identifier: EUPL-1.2
#include "portal/services_store.hpp"

#include <string_view>

#include "accounts/account_store.hpp"
#include "practices/practice_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_added =
    "SELECT DISTINCT practice_id FROM patient WHERE account_id = $1 AND linked_at > $2 AND linked_at > "
    "(SELECT min(first.linked_at) FROM patient AS first WHERE first.account_id = $1) ORDER BY practice_id";

}  // namespace

std::vector<Id<Practice>> practices_added_since(Transaction& transaction, Id<Account> const& account_id,
                                                Time since) {
    std::vector<Id<Practice>> ids;
    for (auto const& row : transaction.all(select_added, account_id, since))
        ids.push_back(row.id<Practice>(0));
    return ids;
}

}  // namespace voordeur
