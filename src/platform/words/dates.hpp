// SPDX-License-Identifier: EUPL-1.2
// Times as a person in the Netherlands reads them: always Europe/Amsterdam.
#pragma once

#include <string>

#include "base/time.hpp"
#include "words/language.hpp"

namespace voordeur {

std::string long_date(Time time, Language language);      // maandag 7 december 2026
std::string plain_date(Time time, Language language);     // 7 december 2026
std::string time_of_day(Time time, Language language);    // 13.52 uur, 13:52
std::string date_and_time(Time time, Language language);  // maandag 7 december 2026, 13.52 uur
// When something ends: "tot maandag 7 december 2026, 13.52 uur". A day's end is no moment that anyone reads
// right: "tot en met zondag 6 december 2026".
std::string until(Time end, Language language);
std::string month_and_year(Time time, Language language);  // november 2026
int year_of(Time time);
std::chrono::year_month_day day_of(Time time);
// The midnight that ends this day.
Time end_of_day(Time time);
// The midnight that begins this month.
Time begin_of_month(Time time);

}  // namespace voordeur
