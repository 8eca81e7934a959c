// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <variant>

#include "patients/patient_rooms.hpp"
#include "patients/registration_outcomes.hpp"

namespace voordeur {

struct Registration;

struct Withdrawn {};
struct AccountMade {};  // there is no invitation any more, but an account
using WithdrawOutcome = std::variant<Withdrawn, AccountMade, RegistrationEnded, NoSuchRegistration>;

// Takes an invitation back: its links show that it ended, its letter's super-PIN is dead, what was not sent
// yet is not sent. The patient is told by mail, and may be invited again. `actor` is an operator's, for the
// audit log.
WithdrawOutcome withdraw(PatientRooms const& rooms, Id<Registration> const& registration_id,
                         std::string const& actor, Time now);

}  // namespace voordeur
