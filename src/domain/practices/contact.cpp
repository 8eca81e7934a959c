// SPDX-License-Identifier: EUPL-1.2
#include "practices/contact.hpp"

namespace voordeur {

Contact contact_for(std::optional<Practice> const& practice, Operator const& operated_by) {
    auto const is_operator = !practice || (practice->phone.empty() && !operated_by.phone.empty());
    if (is_operator) return {operated_by.name, operated_by.phone};
    return {practice->name, practice->phone};
}

std::string ways_to_reach(Operator const& operated_by) {
    auto ways = operated_by.name;
    for (auto const& way : {operated_by.email, operated_by.phone})
        if (!way.empty()) ways += ", " + way;
    return ways;
}

}  // namespace voordeur
