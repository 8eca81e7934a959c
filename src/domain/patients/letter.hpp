// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "patients/patient_rooms.hpp"
#include "pdf/sheet.hpp"
#include "values/customer_number.hpp"
#include "values/super_pin.hpp"

namespace voordeur {

// What the practice hands over or posts: address of the site, customer number, super-PIN.
struct Letter {
    Practice practice;
    std::string name;
    CustomerNumber customer_number;
    SuperPin super_pin;
    Time expires_at;
    Language language = Language::dutch;
};

// In the language that the practice said, as everything that it sends before the patient has chosen one.
Sheet letter_sheet(PatientRooms const& rooms, Letter const& letter, Time now);
// As a PDF of one page. Throws std::runtime_error when there is none.
std::string make_letter(PatientRooms const& rooms, Letter const& letter, Time now);

}  // namespace voordeur
