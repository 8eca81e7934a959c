// SPDX-License-Identifier: EUPL-1.2
// What an operator types after a flag, read. Each function throws CommandError with one sentence that names
// the flag and what is accepted.
#pragma once

#include <string>

#include "base/id.hpp"
#include "base/time.hpp"
#include "values/birth_date.hpp"
#include "values/customer_number.hpp"
#include "values/email_address.hpp"
#include "values/person_name.hpp"
#include "values/phone_number.hpp"
#include "values/postcode.hpp"
#include "words/language.hpp"

namespace voordeur {

struct Registration;

PersonName read_name(std::string const& flag, std::string const& text);
EmailAddress read_email(std::string const& flag, std::string const& text);
BirthDate read_birth_date(std::string const& flag, std::string const& text);
// Whether that day has been is asked once the year is known.
void check_is_of_a_patient(std::string const& flag, BirthDate const& date, std::chrono::year_month_day today);
Postcode read_postcode(std::string const& flag, std::string const& text);
// A number that can get an SMS.
PhoneNumber read_mobile(std::string const& flag, std::string const& text);
// A practice's number as patients are to read it.
std::string read_phone_text(std::string const& flag, std::string const& text);
std::string read_patient_number(std::string const& flag, std::string const& text);
std::string read_slug(std::string const& flag, std::string const& text);
Language read_language(std::string const& flag, std::string const& text);
CustomerNumber read_customer_number(std::string const& flag, std::string const& text);
// A UUID, in small letters.
Id<Registration> read_registration_id(std::string const& flag, std::string const& text);
// The beginning of a day, UTC; 2026-11-24.
Time read_day(std::string const& flag, std::string const& text);

}  // namespace voordeur
