// SPDX-License-Identifier: EUPL-1.2
// The way out for a patient whose telephone is gone, until the practice's desk exists.
#pragma once

#include <variant>

#include "patients/own_account.hpp"
#include "patients/patient_rooms.hpp"

namespace voordeur {

struct SecondFactorReset {};
struct NoSecondFactor {};
using ResetOutcome = std::variant<SecondFactorReset, NoSuchPatient, NoSecondFactor>;

// Ends the second factor, every session, every open code and every known browser of the account, and tells
// the patient and all practices of the patient by mail. At the next sign-in a telephone is bound anew.
ResetOutcome reset_second_factor(PatientRooms const& rooms, OwnAccountRequest const& request, Time now);

}  // namespace voordeur
