// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// Why a day that exists is nobody's birth date.
enum class BirthDateDoubt { in_the_future, too_long_ago };

// A birth date, of which a practice may know only a part; the year is always known. Made by the functions
// below, it is a day (or month, or year) that exists, from 1880 on. A value; safe from any thread.
struct BirthDate {
    // With `two_digit_year` 0 to 99: the century was not typed.
    int year = 0;
    // 1 to 12, 1 to 31.
    std::optional<int> month;
    std::optional<int> day;
    bool two_digit_year = false;

    // What a patient would write, day before month always: `7-3-1948`, `07031948`, `7 mrt '48`, `March 7,
    // 1948`, `1948-03-07`; what is not known is left out, 0, ? or X: `maart 1976`, `??-??-1976`. Nothing when
    // it cannot be read, when there is no such day, or when the year is after `this_year`.
    static std::optional<BirthDate> parse(std::string_view typed, int this_year = 9999);
    // Whether nothing but the year is missing: `7 maart`, `07-03`.
    static bool lacks_year(std::string_view typed);

    // For the command line: `1948-03-07`, `1976-03-??`, `1976-??-??`, or the same as dd-mm-yyyy. Four digits
    // of year.
    static std::optional<BirthDate> parse_exact(std::string_view text, int this_year = 9999);

    // No patient is born after `today`, or lives for more than 125 years.
    std::optional<BirthDateDoubt> doubt(std::chrono::year_month_day today) const;

    // The stored form: `1948-03-07`, `1976-03-??`, `1976-??-??`. Where the century is not known:
    // `??48-03-07`.
    std::string iso() const;
    // Throws std::invalid_argument when `stored` did not come from iso().
    static BirthDate from_iso(std::string_view stored);

    // Whether `typed` has all that the practice knows, and has it right. It may have more. Where one of the
    // two has no century the last two digits of the year count.
    static bool matches(BirthDate const& known, BirthDate const& typed);

    bool operator==(BirthDate const&) const = default;
};

}  // namespace voordeur
