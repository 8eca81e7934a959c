// SPDX-License-Identifier: EUPL-1.2
// The account of one of a practice's own patients, by the number on the patient's letter or sheet.
#pragma once

#include <optional>
#include <string>

#include "accounts/account_store.hpp"
#include "practices/practice_store.hpp"
#include "store/database.hpp"
#include "values/customer_number.hpp"

namespace voordeur {

struct OwnAccountRequest {
    Practice practice;
    CustomerNumber customer_number;
    std::string actor;  // an operator's, for the audit log
};
struct NoSuchPatient {};  // nobody, or no patient of this practice: which of the two is not its business

std::optional<Account> own_account(Transaction& transaction, OwnAccountRequest const& request);

}  // namespace voordeur
