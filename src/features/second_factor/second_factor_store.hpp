// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

struct NewSecondFactor {
    std::string id;
    std::string account_id;
    std::string sealed_phone;
    std::string phone_key;
};

// Throws NotUnique when the account has one already.
void add_second_factor(Transaction& transaction, NewSecondFactor const& fresh, Time now);

}  // namespace voordeur
