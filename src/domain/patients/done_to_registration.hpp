// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "audit/audit.hpp"
#include "patients/patient_rooms.hpp"

namespace voordeur {

struct Registration;

// What the practice had done to an invitation.
struct DoneToRegistration {
    FilledMail mail;
    std::string_view purpose;  // of the mail
    AuditType type;
    Action action;
    std::string const& actor;
    Time now;
};

// Tells the patient, each time that it is done, and writes it into the audit log.
void tell_and_record(Transaction& transaction, PatientRooms const& rooms, Registration const& registration,
                     DoneToRegistration const& done);

}  // namespace voordeur
