// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/second_factor_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view insert =
    "INSERT INTO second_factor (id, account_id, kind, phone, phone_key, failed_attempts, made_at) "
    "VALUES ($1, $2, 'sms', $3, $4, 0, $5)";

}  // namespace

void add_second_factor(Transaction& transaction, NewSecondFactor const& fresh, Time now) {
    transaction.run(insert, fresh.id, fresh.account_id, fresh.sealed_phone, fresh.phone_key, now);
}

}  // namespace voordeur
