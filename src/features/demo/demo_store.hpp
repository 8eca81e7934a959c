// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "store/database.hpp"

namespace voordeur {

// What a demo shows of a patient, so that a visitor can play one. Never asked for outside the demo.
struct DemoPatient {
    std::string name;
    std::string email;
    std::string birth_date;  // BirthDate::iso()
    std::string postcode;
    bool has_letter = false;
};

// Who was invited last comes first, as the messages do.
std::vector<DemoPatient> demo_patients(Transaction& transaction);

}  // namespace voordeur
