// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "store/database.hpp"
#include "tries/throttle_rules.hpp"

namespace voordeur {

// As it stands, neither made nor locked.
ThrottleState find_throttle(Transaction& transaction, std::string const& bucket);
// The bucket, made when missing and locked until the transaction ends, so that parallel guesses are counted
// one by one. Take several in the order of their names: two transactions that cross would wait for each
// other.
ThrottleState lock_throttle(Transaction& transaction, std::string const& bucket);
void save_throttle(Transaction& transaction, std::string const& bucket, ThrottleState const& state);
// Those that failed last, and waited, before `when`.
std::int64_t forget_throttles_before(Transaction& transaction, Time when);
void clear_throttle(Transaction& transaction, std::string const& bucket);

}  // namespace voordeur
