// SPDX-License-Identifier: EUPL-1.2
#include "patients/reset_second_factor_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view update_factor =
    "UPDATE second_factor SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL RETURNING id";
constexpr std::string_view update_attempts =
    "UPDATE attempt SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL AND used_at IS NULL";

}  // namespace

std::optional<std::string> end_second_factor(Transaction& transaction, std::string const& account_id,
                                             Time now) {
    auto const row = transaction.one(update_factor, account_id, now);
    if (!row) return std::nullopt;
    return row->text(0);
}

void end_attempts_of_account(Transaction& transaction, std::string const& account_id, Time now) {
    transaction.run(update_attempts, account_id, now);
}

}  // namespace voordeur
