// SPDX-License-Identifier: EUPL-1.2
#include "patients/own_account.hpp"

#include <algorithm>

#include "patients/words.hpp"

namespace voordeur {

std::optional<Account> own_account(Transaction& transaction, OwnAccountRequest const& request) {
    auto account = find_account_by_customer_number(transaction, request.customer_number.text());
    if (!account) return std::nullopt;
    auto const practices = practices_of_account(transaction, account->id);
    auto const is_theirs = std::any_of(practices.begin(), practices.end(), [&](Practice const& practice) {
        return practice.id == request.practice.id;
    });
    return is_theirs ? account : std::nullopt;
}

Word asked_by(Practice const& told, OwnAccountRequest const& request) {
    return told.id == request.practice.id ? words::patients::asked_by_you : words::patients::asked_by_another;
}

}  // namespace voordeur
