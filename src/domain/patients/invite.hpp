// SPDX-License-Identifier: EUPL-1.2
// Journey A: the practice invites a patient.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "patients/patient_rooms.hpp"
#include "patients/registration_outcomes.hpp"
#include "values/birth_date.hpp"
#include "values/email_address.hpp"
#include "values/person_name.hpp"
#include "values/phone_number.hpp"
#include "values/postcode.hpp"

namespace voordeur {

struct Patient;
struct Registration;

struct Invitation {
    Practice practice;
    PersonName name;
    EmailAddress email;
    BirthDate birth_date;
    Postcode postcode;
    std::optional<PhoneNumber> phone = {};
    std::optional<std::string> patient_number = {};
    std::optional<Language> language = {};  // absent: as it was, Dutch at first
    // Who is meant, where the details alone do not tell: the patient of this registration, whose details are
    // corrected by these; or somebody other than all that are known.
    std::optional<Id<Registration>> corrected = {};
    bool is_somebody_new = false;
    bool with_letter = false;
    std::string actor = {};  // for the audit log; the role is operator
    // Gets the letter before anything is committed; when it throws, nothing was done. It may be called again,
    // and only the last letter counts.
    std::function<void(std::string const& pdf)> keep_letter = {};
};

struct Invited {
    Id<Registration> registration_id;
    Id<Patient> patient_id;
    std::optional<std::string> letter_pdf;
    bool again = false;            // the same patient was invited before
    bool address_changed = false;  // what was sent to the earlier one opens nothing any more
    // Of somebody of this name and birth date at another address, whose links go on working.
    std::optional<Id<Registration>> look_alike = {};
    bool locked = false;  // after too many tries, which a new invitation does not undo
};
// Nothing was changed and nothing is sent.
struct AlreadyCompleted {
    Id<Patient> patient_id;
};
// Two patients have these details: only the patient number or the registration tells which.
struct PatientNumberNeeded {};
// Another patient of the practice has this number.
struct PatientNumberTaken {};
// Somebody of another name has this e-mail address and birth date: a twin, or the same person.
struct NameDiffers {
    std::string known_name;
    Id<Registration> registration_id;
};
// The practice requires a letter, and the patient has none that works.
struct LetterNeeded {};
using InviteOutcome = std::variant<Invited, AlreadyCompleted, PatientNumberNeeded, PatientNumberTaken,
                                   NameDiffers, NoSuchRegistration, LetterNeeded>;

// Saves the patient, the registration and the letter, and queues the mail, in one transaction.
InviteOutcome invite(PatientRooms const& rooms, Invitation const& invitation, Time now);

}  // namespace voordeur
