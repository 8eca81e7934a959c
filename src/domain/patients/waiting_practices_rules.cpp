// SPDX-License-Identifier: EUPL-1.2
#include "patients/waiting_practices_rules.hpp"

#include <algorithm>
#include <optional>

namespace voordeur {
namespace {

bool agree_where_known(std::optional<int> one, std::optional<int> other) {
    return !one || !other || *one == *other;
}

}  // namespace

bool birth_dates_agree(BirthDate const& one, BirthDate const& other) {
    if (one.two_digit_year || other.two_digit_year) return false;
    return one.year == other.year && agree_where_known(one.month, other.month) &&
           agree_where_known(one.day, other.day);
}

bool may_be_linked(BirthDate const& waiting, std::span<BirthDate const> linked) {
    return !linked.empty() && std::ranges::all_of(linked, [&](BirthDate const& birth_date) {
        return birth_dates_agree(waiting, birth_date);
    });
}

}  // namespace voordeur
