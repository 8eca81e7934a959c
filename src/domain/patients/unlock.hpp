// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <variant>

#include "patients/patient_rooms.hpp"
#include "patients/registration_outcomes.hpp"

namespace voordeur {

struct Registration;

struct Unlocked {};
struct NotLocked {};
using UnlockOutcome = std::variant<Unlocked, NotLocked, RegistrationEnded, NoSuchRegistration>;

// Gives back all tries and tells the patient by mail. `actor` is an operator's, for the audit log.
UnlockOutcome unlock(PatientRooms const& rooms, Id<Registration> const& registration_id,
                     std::string const& actor, Time now);

}  // namespace voordeur
