// SPDX-License-Identifier: EUPL-1.2
#include "values/tan.hpp"

#include <cstddef>

#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::size_t length = 6;

}  // namespace

Tan Tan::make(Random& random) {
    return Tan(random.text("0123456789", length));
}

std::optional<Tan> Tan::parse(std::string_view typed) {
    auto digits = without_separators(typed);
    if (digits.size() != length || !is_all_digits(digits)) return std::nullopt;
    return Tan(std::move(digits));
}

}  // namespace voordeur
