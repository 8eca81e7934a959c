// SPDX-License-Identifier: EUPL-1.2
// What was typed at B2: what of it can be read, and what is said beside what cannot.
#pragma once

#include <optional>
#include <string>

#include "patients/registration_rules.hpp"
#include "words/word.hpp"

namespace voordeur {

class Form;

// Of each field what could be read.
struct TypedDetails {
    std::optional<EmailAddress> email;
    std::optional<BirthDate> birth_date;
    std::optional<BirthDateDoubt> doubt;
    std::optional<Postcode> postcode;
};

// The address is not asked in every journey.
TypedDetails read_details(Form const& form, std::string const& email, Time now);
// Only what can be read is ever compared and counted.
std::optional<Details> readable(TypedDetails const& typed);

struct DetailsErrors {
    std::optional<FilledWord> email, birth_date, postcode;
};
DetailsErrors errors_of_unreadable(Form const& form, TypedDetails const& typed);
DetailsErrors errors_of(HalfTyped const& half);

}  // namespace voordeur
