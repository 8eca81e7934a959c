// SPDX-License-Identifier: EUPL-1.2
// The words of a birth date as a patient types it. Only birth_date.cpp needs this.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace voordeur {

// `text` is digits and question marks; for the name of a month, Dutch or English, its two digits.
struct DatePart {
    std::string text;
    bool is_month_name = false;
};

// In the order they were typed, without separators, weekdays, `of`, `geboren op`, what makes a number an
// ordinal, and the time of the day when it begins. X and * are read as question marks, the letter O beside a
// digit as a zero. Nothing when a word or sign has no place in a date. Pure; safe from any
// thread.
std::optional<std::vector<DatePart>> date_parts(std::string_view typed);

}  // namespace voordeur
