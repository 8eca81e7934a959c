// SPDX-License-Identifier: EUPL-1.2
#include "store/sql.hpp"

#include "base/number.hpp"

namespace voordeur {

std::string const& Row::text(std::size_t column) const {
    auto const& cell = cells_.at(column);
    if (!cell) throw std::logic_error("column " + std::to_string(column) + " is NULL");
    return *cell;
}

std::int64_t Row::number(std::size_t column) const {
    auto const number = whole_number(text(column));
    if (!number) throw std::logic_error("column " + std::to_string(column) + " is no number");
    return *number;
}

std::optional<Time> Row::maybe_time(std::size_t column) const {
    if (!cells_.at(column)) return std::nullopt;
    return time(column);
}

void roll_back(Connection& connection) noexcept {
    try {
        connection.rollback();
    } catch (StoreError const&) {
        // What its own message would say, the failure before it has said.
    }
}

}  // namespace voordeur
