// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "base/id.hpp"
#include "patients/patient_rooms.hpp"

namespace voordeur {

struct Patient;
struct Registration;

// Of a patient whose account is gone or other practices' nothing personal is left: what the practice told,
// and all its registrations, whose ids are given back. Their customer numbers are given to nobody again. In
// the caller's transaction.
std::vector<Id<Registration>> empty_patient_whole(Transaction& transaction, PatientRooms const& rooms,
                                                  Id<Patient> const& patient_id, Time now);

}  // namespace voordeur
