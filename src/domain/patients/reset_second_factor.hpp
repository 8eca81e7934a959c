// SPDX-License-Identifier: EUPL-1.2
// The way out for a patient whose telephone is gone, until the practice's desk exists.
#pragma once

#include <string>
#include <variant>

#include "patients/patient_rooms.hpp"
#include "values/customer_number.hpp"

namespace voordeur {

struct ResetRequest {
    Practice practice;
    CustomerNumber customer_number;
    std::string actor;  // an operator's, for the audit log
};

struct SecondFactorReset {};
struct NoSuchPatient {};  // nobody, or no patient of this practice: which of the two is not its business
struct NoSecondFactor {};
using ResetOutcome = std::variant<SecondFactorReset, NoSuchPatient, NoSecondFactor>;

// Ends the second factor, every session, every open code and every known browser of the account, and tells
// the patient and all practices of the patient by mail. At the next sign-in a telephone is bound anew.
ResetOutcome reset_second_factor(PatientRooms const& rooms, ResetRequest const& request, Time now);

}  // namespace voordeur
