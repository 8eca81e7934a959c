// SPDX-License-Identifier: EUPL-1.2
// Who an account or a registration was whose name is gone, for as long as the audit log has lines about it:
// sealed, so that whoever has the installation and all its keys cannot read it; the key that opens it lies
// elsewhere. Where the configuration has no key nothing is kept.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "audit/audit.hpp"
#include "crypto/sealed_box.hpp"
#include "patients/patient_rooms.hpp"
#include "values/customer_number.hpp"
#include "words/word.hpp"

namespace voordeur {

struct Account;
struct Patient;

// In the caller's transaction, before the name goes. About the account.
void seal_person_of_account(Transaction& transaction, PatientRooms const& rooms, Account const& account,
                            Time now);
// About each registration of this patient.
void seal_person_of_patient(Transaction& transaction, PatientRooms const& rooms,
                            Id<Patient> const& patient_id, Time now);

// What a mail to the person says of it.
Word what_stays(PatientRooms const& rooms);

// Why somebody may look: the person asks what is known, or there is a claim that the log must answer.
enum class OpeningReason { request, claim };

struct OpenSealed {
    std::string id;               // of an account or a registration, as lines have it; or empty, and
    std::string customer_number;  // the number of it
    OpeningReason reason;
    std::string actor;  // an operator's, for the audit log
};
// A line of JSON for each account and registration that it was.
struct SealedOpened {
    std::vector<std::string> persons;
};
struct NothingSealed {};
struct OtherKey {};      // it was sealed for another one
struct NotOurSealed {};  // somebody else wrote or changed it
using OpenSealedOutcome = std::variant<SealedOpened, NothingSealed, OtherKey, NotOurSealed>;

// Nothing is given back before the line that says so is in the audit log.
OpenSealedOutcome open_sealed(PatientRooms const& rooms, OpenSealed const& request, OpeningKey const& key,
                              Time now);

}  // namespace voordeur
