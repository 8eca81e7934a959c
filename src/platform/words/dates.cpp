// SPDX-License-Identifier: EUPL-1.2
#include "words/dates.hpp"

#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <memory>
#include <stdexcept>

namespace voordeur {
namespace {

std::string formatted(Time time, Language language, char const* pattern) {
    UErrorCode status = U_ZERO_ERROR;
    icu::SimpleDateFormat format(icu::UnicodeString(pattern), icu::Locale(code_of(language).data()), status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no dates");
    format.adoptTimeZone(icu::TimeZone::createTimeZone("Europe/Amsterdam"));
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

std::string time_of_day(Time time, Language language) {
    return formatted(time, language, language == Language::dutch ? "HH.mm 'uur'" : "HH:mm");
}

std::string date_and_time(Time time, Language language) {
    return long_date(time, language) + ", " + time_of_day(time, language);
}

// Without ICU, since every page asks for it: Dutch winter time decides, the year never turns in summer.
int year_of(Time time) {
    auto const day = std::chrono::floor<std::chrono::days>(time + std::chrono::hours(1));
    return static_cast<int>(std::chrono::year_month_day(day).year());
}

}  // namespace voordeur
