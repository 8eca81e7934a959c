// SPDX-License-Identifier: EUPL-1.2
// Whom a patient calls: on pages, in mails, letters and on sheets.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "practices/practice_store.hpp"

namespace voordeur {

// Who runs the installation.
struct Operator {
    std::string name = "Voordeur";
    std::string email = {};  // may be empty
    std::string phone = {};  // may be empty
};

struct Contact {
    std::string slug = {};  // of a practice; the operator has none
    std::string name = {};
    std::string phone = {};  // as it is written; may be empty
    std::string email = {};  // may be empty

    // "Huisartsenpraktijk De Linde: 020 555 01 34"
    std::string text() const { return phone.empty() ? name : name + ": " + phone; }
};

Contact contact_of(Practice const& practice);
Contact contact_of(Operator const& operated_by);

// Whom a patient may turn to who is told to call: these practices; then the operator, where they are not all
// on the telephone and the operator is, and where there are none at all. Never empty.
std::vector<Contact> contacts_for(std::vector<Contact> practices, Operator const& operated_by);
// Where there is room for one: the first of them that has a telephone, else the first.
Contact const& first_to_call(std::vector<Contact> const& contacts);
// Both, for a patient of this practice.
Contact contact_for(std::optional<Practice> const& practice, Operator const& operated_by);

// How a practice reaches the operator: "Zorg ICT, hulp@zorgict.example, 020 123 45 67".
std::string ways_to_reach(Operator const& operated_by);

}  // namespace voordeur
