// SPDX-License-Identifier: EUPL-1.2
#include "factors/totp/totp_store.hpp"

#include <string_view>

namespace voordeur {
namespace {

constexpr std::string_view select_of_factor = "SELECT last_step, steps_off FROM factor WHERE id = $1";
constexpr std::string_view update_step =
    "UPDATE factor SET last_step = $2, steps_off = $3 WHERE id = $1 AND last_step < $2 AND ended_at IS NULL";
constexpr std::string_view select_of_set_up = "SELECT last_step, steps_off FROM challenge WHERE id = $1";
constexpr std::string_view update_set_up =
    "UPDATE challenge SET last_step = $2, steps_off = $3 WHERE id = $1";
TotpClock clock_from(std::optional<Row> const& row) {
    return row ? TotpClock{row->number(0), row->number(1)} : TotpClock{};
}

}  // namespace

TotpClock clock_of(Transaction& transaction, Id<Factor> const& factor_id) {
    return clock_from(transaction.one(select_of_factor, factor_id));
}

bool spend_step(Transaction& transaction, Id<Factor> const& factor_id, TotpClock const& clock) {
    return transaction.run(update_step, factor_id, clock.last_step, clock.steps_off) == 1;
}

TotpClock clock_of(Transaction& transaction, Id<Challenge> const& set_up_id) {
    return clock_from(transaction.one(select_of_set_up, set_up_id));
}

void set_clock(Transaction& transaction, Id<Challenge> const& set_up_id, TotpClock const& clock) {
    transaction.run(update_set_up, set_up_id, clock.last_step, clock.steps_off);
}

}  // namespace voordeur
