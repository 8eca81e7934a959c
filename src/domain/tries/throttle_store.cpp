// SPDX-License-Identifier: EUPL-1.2
#include "tries/throttle_store.hpp"

namespace voordeur {
namespace {

// One statement: between two, the row could be removed by the sweeper or by a right password, and nothing
// would be locked.
constexpr std::string_view make_and_lock =
    "INSERT INTO throttle (bucket, failures, wait_until, last_failure_at) VALUES ($1, 0, 0, 0) "
    "ON CONFLICT (bucket) DO UPDATE SET bucket = excluded.bucket "
    "RETURNING failures, wait_until, last_failure_at, last_input, input_tries, input_wrong";
constexpr std::string_view select =
    "SELECT failures, wait_until, last_failure_at, last_input, input_tries, input_wrong "
    "FROM throttle WHERE bucket = $1";
constexpr std::string_view update =
    "UPDATE throttle SET failures = $2, wait_until = $3, last_failure_at = $4, last_input = $5, "
    "input_tries = $6, input_wrong = $7 WHERE bucket = $1";
constexpr std::string_view remove_before =
    "DELETE FROM throttle WHERE last_failure_at < $1 AND wait_until < $1";
constexpr std::string_view remove = "DELETE FROM throttle WHERE bucket = $1";

ThrottleState state_from(std::optional<Row> const& row) {
    if (!row) return {};
    return {.failures = static_cast<int>(row->number(0)),
            .wait_until = row->time(1),
            .last_failure_at = row->time(2),
            .last_input = row->maybe_text(3).value_or(""),
            .input_tries = static_cast<int>(row->number(4)),
            .input_wrong = static_cast<int>(row->number(5))};
}

}  // namespace

ThrottleState find_throttle(Transaction& transaction, std::string const& bucket) {
    return state_from(transaction.one(select, bucket));
}

ThrottleState lock_throttle(Transaction& transaction, std::string const& bucket) {
    return state_from(transaction.one(make_and_lock, bucket));
}

void save_throttle(Transaction& transaction, std::string const& bucket, ThrottleState const& state) {
    transaction.run(update, bucket, state.failures, state.wait_until, state.last_failure_at, state.last_input,
                    state.input_tries, state.input_wrong);
}

void clear_throttle(Transaction& transaction, std::string const& bucket) {
    transaction.run(remove, bucket);
}

std::int64_t forget_throttles_before(Transaction& transaction, Time when) {
    return transaction.run(remove_before, when);
}

}  // namespace voordeur
