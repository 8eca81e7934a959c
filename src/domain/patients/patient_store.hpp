// SPDX-License-Identifier: EUPL-1.2
// The table `patient`: who a practice says it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/identity_rules.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "patients/invite_rules.hpp"
#include "store/database.hpp"
#include "values/birth_date.hpp"

namespace voordeur {

struct Account;
struct Patient;
struct Practice;

struct StoredPatient {
    Id<Patient> id;
    PatientDetails details;
    bool has_account = false;
};

// Those with the same e-mail address or the same number, oldest first.
std::vector<StoredPatient> patients_like(Transaction& transaction, Id<Practice> const& practice_id,
                                         PatientDetails const& invited);

struct PatientRow {
    Id<Patient> id;
    Id<Practice> practice_id;
    PatientDetails details;
    std::string name;
    std::optional<std::string> phone;  // E.164
};
// Throws NotUnique when the number is another patient's.
void add_patient(Transaction& transaction, PatientRow const& patient, Time now);
// A number or a telephone that is not said again is kept.
void update_patient(Transaction& transaction, PatientRow const& patient);

struct PatientLink {
    Id<Patient> patient_id;
    Id<Account> account_id;
    IdentityProof identity;
    Time made_at;
};
// False when the patient has an account already.
bool link_patient(Transaction& transaction, PatientLink const& link);
std::vector<BirthDate> linked_birth_dates(Transaction& transaction, Id<Account> const& account_id);

// Who has no account, and whose last registration ended before `when`: nothing personal is left.
void forget_patients_ended_before(Transaction& transaction, Time when);

}  // namespace voordeur
