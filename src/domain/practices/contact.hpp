// SPDX-License-Identifier: EUPL-1.2
// Whom a patient calls, in mails, letters and on sheets.
#pragma once

#include <optional>
#include <string>

#include "practices/practice_store.hpp"

namespace voordeur {

// Who runs the installation.
struct Operator {
    std::string name = "Voordeur";
    std::string email = {};  // may be empty
    std::string phone = {};  // may be empty
};

struct Contact {
    std::string name = {};
    std::string phone = {};  // as it is written; may be empty

    // "Huisartsenpraktijk De Linde: 020 555 01 34"
    std::string text() const { return phone.empty() ? name : name + ": " + phone; }
};

// The practice; where it has no telephone the operator, if that has one. Never an e-mail address: who is to
// call cannot call that.
Contact contact_for(std::optional<Practice> const& practice, Operator const& operated_by);

// How a practice reaches the operator: "Zorg ICT, hulp@zorgict.example, 020 123 45 67".
std::string ways_to_reach(Operator const& operated_by);

}  // namespace voordeur
