// SPDX-License-Identifier: EUPL-1.2
#include "account/months.hpp"

#include <algorithm>
#include <chrono>

#include "base/number.hpp"
#include "visitor.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

// "2026-11".
std::string stored_month(Time month) {
    auto const day = day_of(month);
    auto const number = static_cast<unsigned>(day.month());
    return std::to_string(static_cast<int>(day.year())) + (number < 10 ? "-0" : "-") + std::to_string(number);
}

}  // namespace

Time asked_month(PatientVisitor const& visitor) {
    auto const now = begin_of_month(visitor.now());
    std::string_view const text = visitor.query.text("maand");
    if (text.size() != 7 || text[4] != '-') return now;
    auto const year = whole_number(text.substr(0, 4)), month = whole_number(text.substr(5));
    if (!year || !month || *year < 2000 || *month < 1 || *month > 12) return now;
    auto const middle =
        std::chrono::year(static_cast<int>(*year)) / std::chrono::month(static_cast<unsigned>(*month)) / 15;
    return std::min(now, begin_of_month(Time(std::chrono::sys_days(middle))));
}

Time next_month(Time month) {
    return begin_of_month(month + std::chrono::days(40));
}

Time month_before(Time month) {
    return begin_of_month(month - std::chrono::days(5));
}

std::string url_of_month(std::string_view page, Time month) {
    return std::string(page) + "?maand=" + stored_month(month);
}

}  // namespace voordeur
