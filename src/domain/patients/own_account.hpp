// SPDX-License-Identifier: EUPL-1.2
// The account of one of a practice's own patients, by the number on the patient's letter or sheet.
#pragma once

#include <optional>
#include <string>

#include "accounts/account_store.hpp"
#include "practices/practice_store.hpp"
#include "store/database.hpp"
#include "values/customer_number.hpp"
#include "words/word.hpp"

namespace voordeur {

struct OwnAccountRequest {
    Practice practice;
    CustomerNumber customer_number;
    std::string actor;  // an operator's, for the audit log
};
struct NoSuchPatient {};  // nobody, or no patient of this practice: which of the two is not its business

std::optional<Account> own_account(Transaction& transaction, OwnAccountRequest const& request);

// Who asked, for a mail to one of the patient's practices. Which other practice a patient has is nobody's
// business but the patient's.
Word asked_by(Practice const& told, OwnAccountRequest const& request);

}  // namespace voordeur
