// SPDX-License-Identifier: EUPL-1.2
#include "factors/paper_codes/paper_codes_store.hpp"

#include <string_view>

namespace voordeur {
namespace {

constexpr std::string_view insert = "INSERT INTO paper_code (factor_id, hash) VALUES ($1, $2)";
constexpr std::string_view select = "SELECT 1 FROM paper_code WHERE factor_id = $1 AND hash = $2";
constexpr std::string_view update_used =
    "UPDATE paper_code SET used_at = $3 WHERE factor_id = $1 AND hash = $2 AND used_at IS NULL";
constexpr std::string_view select_left =
    "SELECT count(*) FROM paper_code WHERE factor_id = $1 AND used_at IS NULL";

}  // namespace

void add_paper_code(Transaction& transaction, Id<Factor> const& set_id, std::string const& hash) {
    transaction.run(insert, set_id, hash);
}

bool is_of_set(Transaction& transaction, Id<Factor> const& set_id, std::string const& hash) {
    return transaction.one(select, set_id, hash).has_value();
}

bool spend_paper_code(Transaction& transaction, Id<Factor> const& set_id, std::string const& hash, Time now) {
    return transaction.run(update_used, set_id, hash, now) == 1;
}

std::int64_t paper_codes_left(Transaction& transaction, Id<Factor> const& set_id) {
    return transaction.one(select_left, set_id)->number(0);
}

}  // namespace voordeur
