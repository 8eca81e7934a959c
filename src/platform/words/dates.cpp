// SPDX-License-Identifier: EUPL-1.2
#include "words/dates.hpp"

#include <unicode/gregocal.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <memory>
#include <stdexcept>

namespace voordeur {
namespace {

icu::TimeZone* new_dutch_zone() {
    return icu::TimeZone::createTimeZone("Europe/Amsterdam");
}

// The midnight of the day that `move` leads to.
template <class Move>
Time midnight_after(Time time, Move const& move) {
    UErrorCode status = U_ZERO_ERROR;
    icu::GregorianCalendar calendar(new_dutch_zone(), icu::Locale::getRoot(), status);
    calendar.setTime(static_cast<UDate>(to_stored(time)), status);
    move(calendar, status);
    for (auto const field : {UCAL_HOUR_OF_DAY, UCAL_MINUTE, UCAL_SECOND, UCAL_MILLISECOND})
        calendar.set(field, 0);
    auto const midnight = calendar.getTime(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no calendar");
    return from_stored(static_cast<std::int64_t>(midnight));
}

std::string formatted(Time time, Language language, char const* pattern) {
    UErrorCode status = U_ZERO_ERROR;
    icu::SimpleDateFormat format(icu::UnicodeString(pattern), icu::Locale(code_of(language).data()), status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no dates");
    format.adoptTimeZone(new_dutch_zone());
    icu::UnicodeString result;
    format.format(static_cast<UDate>(to_stored(time)), result);
    std::string text;
    return result.toUTF8String(text);
}

}  // namespace

std::string long_date(Time time, Language language) {
    return formatted(time, language, "EEEE d MMMM yyyy");
}

std::string plain_date(Time time, Language language) {
    return formatted(time, language, "d MMMM yyyy");
}

std::string month_and_year(Time time, Language language) {
    return formatted(time, language, "MMMM yyyy");
}

std::string time_of_day(Time time, Language language) {
    return formatted(time, language, language == Language::dutch ? "HH.mm 'uur'" : "HH:mm");
}

std::string date_and_time(Time time, Language language) {
    return long_date(time, language) + ", " + time_of_day(time, language);
}

std::string until(Time end, Language language) {
    auto const before = end - std::chrono::milliseconds(1);
    auto const is_dutch = language == Language::dutch;
    if (end_of_day(before) != end) return (is_dutch ? "tot " : "until ") + date_and_time(end, language);
    return (is_dutch ? "tot en met " : "up to and including ") + long_date(before, language);
}

// Without ICU, since every page asks for it: Dutch winter time decides, the year never turns in summer.
int year_of(Time time) {
    auto const day = std::chrono::floor<std::chrono::days>(time + std::chrono::hours(1));
    return static_cast<int>(std::chrono::year_month_day(day).year());
}

// A day has 23 or 25 hours when the clock changes.
Time end_of_day(Time time) {
    return midnight_after(time, [](auto& calendar, auto& status) { calendar.add(UCAL_DATE, 1, status); });
}

Time begin_of_month(Time time) {
    return midnight_after(time, [](auto& calendar, auto&) { calendar.set(UCAL_DATE, 1); });
}

std::chrono::year_month_day day_of(Time time) {
    auto const noon = end_of_day(time) - std::chrono::hours(12);
    return std::chrono::floor<std::chrono::days>(noon);
}

}  // namespace voordeur
