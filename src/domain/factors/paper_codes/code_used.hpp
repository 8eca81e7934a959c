// SPDX-License-Identifier: EUPL-1.2
// Whoever did not use a paper code hears that it was used, and how many are left.
#pragma once

#include <optional>

#include "accounts/account_store.hpp"
#include "factors/challenge_store.hpp"
#include "practices/notices.hpp"

namespace voordeur {

struct UsedPaperCode {
    Account const& account;
    std::optional<Practice> const& practice;
    Id<Challenge> const& challenge_id;
};
// In the transaction in which it was used.
void tell_of_used_paper_code(Transaction& transaction, Notices const& notices, UsedPaperCode const& used,
                             Time now);

}  // namespace voordeur
