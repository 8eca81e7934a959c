// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <variant>

#include "patients/patient_rooms.hpp"
#include "patients/registration_outcomes.hpp"

namespace voordeur {

struct Registration;

struct PatientErased {
    bool account_stays = false;  // it is other practices' too
};
struct ErasedBefore {};
using EraseOutcome = std::variant<PatientErased, ErasedBefore, NoSuchRegistration>;

// Erases the patient that this registration is of: what the practice told of the patient, all its
// registrations, and the account, unless other practices have linked it too. Rows stay where others have
// their ids, with nothing personal in them; the audit log stays. The patient is told by mail, whose text is
// gone once it is sent. `actor` is an operator's, for the audit log.
EraseOutcome erase_patient(PatientRooms const& rooms, Id<Registration> const& registration_id,
                           std::string const& actor, Time now);

}  // namespace voordeur
