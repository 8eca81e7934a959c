// SPDX-License-Identifier: EUPL-1.2
#include "values/birth_date.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <tuple>
#include <vector>

#include "base/number.hpp"
#include "values/birth_date_words.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr int earliest_year = 1880;
constexpr int no_latest_year = 9999;
constexpr int longest_life = 125;  // in years
constexpr std::string_view unknown = "??";

// As typed: digits, or question marks for what is not known.
struct Fields {
    std::string year, month, day;
};

bool is_century(std::string_view two_digits) {
    return two_digits == "18" || two_digits == "19" || two_digits == "20";
}

// A date typed without separators. No month is 18, 19 or 20, so what stands where the month would be tells
// whether the year stands there: no two readings of a run are both a date.
std::optional<Fields> from_run(std::string const& run) {
    if (run.size() == 4) return Fields{run, std::string(unknown), std::string(unknown)};
    if (run.size() == 6 && is_century(run.substr(2, 2))) {
        return Fields{run.substr(2), run.substr(0, 2), std::string(unknown)};
    }
    if (run.size() == 6) return Fields{run.substr(4), run.substr(2, 2), run.substr(0, 2)};
    if (run.size() == 8 && is_century(run.substr(4, 2))) {
        return Fields{run.substr(4), run.substr(2, 2), run.substr(0, 2)};
    }
    if (run.size() == 8) return Fields{run.substr(0, 4), run.substr(4, 2), run.substr(6)};
    return std::nullopt;
}

bool is_long_run(DatePart const& part) {
    return !part.is_month_name && part.text.size() == 4;
}

std::optional<Fields> from_two(DatePart const& first, DatePart const& second) {
    if (is_long_run(first) && is_long_run(second)) return from_run(first.text + second.text);
    // Two digits beside a month could be its day as well as its year: `maart 12`.
    if (is_long_run(second)) return Fields{second.text, first.text, std::string(unknown)};
    if (is_long_run(first)) return Fields{first.text, second.text, std::string(unknown)};
    return std::nullopt;
}

std::optional<Fields> from_three(std::vector<DatePart> parts) {
    auto const name = std::ranges::find(parts, true, &DatePart::is_month_name);
    if (name == parts.end()) {
        if (is_long_run(parts[0])) return Fields{parts[0].text, parts[1].text, parts[2].text};
        return Fields{parts[2].text, parts[1].text, parts[0].text};
    }
    auto const month = name->text;
    parts.erase(name);
    if (parts[0].is_month_name || parts[1].is_month_name) return std::nullopt;
    if (is_long_run(parts[0])) return Fields{parts[0].text, month, parts[1].text};
    return Fields{parts[1].text, month, parts[0].text};
}

std::optional<Fields> arranged(std::vector<DatePart> const& parts) {
    switch (parts.size()) {
        case 1:
            return from_run(parts[0].text);
        case 2:
            return from_two(parts[0], parts[1]);
        case 3:
            return from_three(parts);
        default:
            return std::nullopt;
    }
}

// A day or a month. 0 is not known, which is also how practice systems write it; nothing is not readable.
std::optional<int> number_or_unknown(std::string_view text) {
    if (text.empty() || text.size() > 2) return std::nullopt;
    if (text.find_first_not_of('?') == std::string_view::npos) return 0;
    if (!is_all_digits(text)) return std::nullopt;
    return static_cast<int>(whole_number(text).value_or(0));
}

bool is_day_of(int year, int month, int day) {
    if (month == 0) return day <= 31;
    return std::chrono::year_month_day(std::chrono::year(year),
                                       std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(std::max(day, 1))))
        .ok();
}

bool exists(BirthDate const& date, int this_year) {
    auto const possible_years = date.two_digit_year
                                    ? std::vector{1800 + date.year, 1900 + date.year, 2000 + date.year}
                                    : std::vector{date.year};
    return std::ranges::any_of(possible_years, [&](int year) {
        return year >= earliest_year && year <= this_year &&
               is_day_of(year, date.month.value_or(0), date.day.value_or(0));
    });
}

std::optional<BirthDate> existing_date(Fields const& fields, int this_year) {
    if (!is_all_digits(fields.year) || (fields.year.size() != 2 && fields.year.size() != 4))
        return std::nullopt;
    auto const month = number_or_unknown(fields.month);
    auto const day = number_or_unknown(fields.day);
    if (!month || !day) return std::nullopt;
    BirthDate date{.year = static_cast<int>(whole_number(fields.year).value_or(0)),
                   .month = month,
                   .day = day,
                   .two_digit_year = false};
    date.two_digit_year = fields.year.size() == 2;
    if (*month == 0) date.month.reset();
    if (*day == 0) date.day.reset();
    if (!exists(date, this_year)) return std::nullopt;
    return date;
}

std::string two_digits(int number) {
    return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

std::string two_digits(std::optional<int> number) {
    return number ? two_digits(*number) : std::string(unknown);
}

}  // namespace

std::optional<BirthDate> BirthDate::parse(std::string_view typed, int this_year) {
    auto const parts = date_parts(typed);
    if (!parts) return std::nullopt;
    auto const fields = arranged(*parts);
    if (!fields) return std::nullopt;
    return existing_date(*fields, this_year);
}

bool BirthDate::lacks_year(std::string_view typed) {
    constexpr std::string_view a_leap_year = " 2000";
    return !trimmed_visible(typed).empty() && !parse(typed) &&
           parse(std::string(typed) + std::string(a_leap_year));
}

std::optional<BirthDate> BirthDate::parse_exact(std::string_view text, int this_year) {
    auto const first = text.find('-');
    auto const last = text.rfind('-');
    if (first == std::string_view::npos || first == last) return std::nullopt;
    std::string const left(text.substr(0, first)), right(text.substr(last + 1));
    std::string const month(text.substr(first + 1, last - first - 1));
    if (left.size() == 4) return existing_date({left, month, right}, this_year);
    if (right.size() == 4) return existing_date({right, month, left}, this_year);
    return std::nullopt;
}

std::optional<BirthDateDoubt> BirthDate::doubt(std::chrono::year_month_day today) const {
    using std::tuple;
    if (two_digit_year) return std::nullopt;
    tuple const now(static_cast<int>(today.year()), static_cast<int>(static_cast<unsigned>(today.month())),
                    static_cast<int>(static_cast<unsigned>(today.day())));
    auto const [this_year, this_month, this_day] = now;
    if (tuple(year, month.value_or(1), day.value_or(1)) > now) return BirthDateDoubt::in_the_future;
    tuple const longest_ago(this_year - longest_life, this_month, this_day);
    if (tuple(year, month.value_or(12), day.value_or(31)) < longest_ago) return BirthDateDoubt::too_long_ago;
    return std::nullopt;
}

std::string BirthDate::iso() const {
    auto const century = two_digit_year ? std::string(unknown) : two_digits(year / 100);
    return century + two_digits(year) + "-" + two_digits(month) + "-" + two_digits(day);
}

BirthDate BirthDate::from_iso(std::string_view stored) {
    auto const without_century = stored.starts_with(unknown) && stored.size() == 10;
    auto const date = without_century
                          ? existing_date({std::string(stored.substr(2, 2)), std::string(stored.substr(5, 2)),
                                           std::string(stored.substr(8))},
                                          no_latest_year)
                          : parse_exact(stored, no_latest_year);
    if (!date || date->iso() != stored) throw std::invalid_argument("not a stored birth date");
    return *date;
}

bool BirthDate::matches(BirthDate const& known, BirthDate const& typed) {
    auto const without_century = known.two_digit_year || typed.two_digit_year;
    auto const year_agrees =
        without_century ? known.year % 100 == typed.year % 100 : known.year == typed.year;
    return year_agrees && (!known.month || known.month == typed.month) &&
           (!known.day || known.day == typed.day);
}

}  // namespace voordeur
