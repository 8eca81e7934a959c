// SPDX-License-Identifier: EUPL-1.2
// Which patient of a practice an invitation is for, and what it does to an earlier one.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "base/time.hpp"

namespace voordeur {

// Who the practice says it is, each in its stored form.
struct PatientDetails {
    std::optional<std::string> patient_number;  // the practice's own
    std::string email;
    std::string birth_date;  // BirthDate::iso()
    std::string postcode;
    std::string name = {};
};

// Of one practice. The numbers decide where both are given, else name, e-mail address and birth date.
bool is_same_patient(PatientDetails const& known, PatientDetails const& invited);
// The birth date is other than it was: a typing error that the practice mends. Where all of it is other it is
// a parent or a child of the same name.
bool is_corrected(PatientDetails const& known, PatientDetails const& invited);

// The same name and birth date at another e-mail address: the practice may have mistyped it, and then a
// stranger has the link; or it is somebody else, such as twins of one initial.
bool looks_alike(PatientDetails const& known, PatientDetails const& invited);

struct NewPatient {};
struct KnownPatient {
    std::size_t index;
};
// Another name at the same address and birth date, without the numbers that would tell: a twin, a couple born
// on one day, or another way to write the name.
struct PerhapsKnownPatient {
    std::size_t index;
};
// Twins who share a mailbox, invited without the number that tells them apart.
struct SeveralPatients {};
using PatientMatch = std::variant<NewPatient, KnownPatient, PerhapsKnownPatient, SeveralPatients>;
PatientMatch match_patient(std::span<PatientDetails const> known, PatientDetails const& invited);

// What was handed over or proved under other details is worth nothing any more: it may be a stranger's.
bool ends_earlier_links(PatientDetails const& known, PatientDetails const& invited);
// What was sent to another address; in the right mailbox a link opens nothing without the right details.
bool ends_invitations(PatientDetails const& known, PatientDetails const& invited);

struct LetterFacts {
    bool practice_requires = false;
    bool made_now = false;
    std::optional<Time> earlier_until = {};  // of an earlier letter that this invitation leaves as it is
};
// The patient would stand before B1 without a way on.
bool is_letter_missing(LetterFacts const& facts, Time now);

}  // namespace voordeur
