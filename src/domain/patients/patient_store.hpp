// SPDX-License-Identifier: EUPL-1.2
// The table `patient`: who a practice says it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accounts/identity_rules.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "crypto/sealer.hpp"
#include "patients/invite_rules.hpp"
#include "store/database.hpp"
#include "values/birth_date.hpp"
#include "words/language.hpp"

namespace voordeur {

struct Account;
struct Patient;
struct Practice;
struct Registration;

struct StoredPatient {
    Id<Patient> id;
    PatientDetails details;
    bool has_account = false;
};

// Those with the same e-mail address, number or birth date, oldest first.
std::vector<StoredPatient> patients_like(Transaction& transaction, Id<Practice> const& practice_id,
                                         PatientDetails const& invited);

// Of this practice's; nullopt when there is none, or its patient was erased.
std::optional<StoredPatient> patient_of_registration(Transaction& transaction,
                                                     Id<Registration> const& registration_id,
                                                     Id<Practice> const& practice_id);

struct PatientRow {
    Id<Patient> id;
    Id<Practice> practice_id;
    PatientDetails details;
    std::string name;
    std::optional<std::string> phone = {};  // E.164; sealed on its way in
    std::optional<Language> language = {};  // of what the practice sends; Dutch where nobody said
};
// Throws NotUnique when the number is another patient's.
void add_patient(Transaction& transaction, PatientRow const& patient, Sealer const& sealer, Time now);
// A number, a telephone or a language that is not said again is kept.
void update_patient(Transaction& transaction, PatientRow const& patient, Sealer const& sealer);
// What a practice told of the patient's telephone, E.164: of the one that was linked last.
std::optional<std::string> known_phone(Transaction& transaction, Id<Account> const& account_id,
                                       Sealer const& sealer);
// Before 2026-12 they lay readable. Some of those after this patient; the last one, nullopt when there is
// none.
std::optional<Id<Patient>> seal_readable_phones(Transaction& transaction, Sealer const& sealer,
                                                std::optional<Id<Patient>> const& after);

struct PatientLink {
    Id<Patient> patient_id;
    Id<Account> account_id;
    IdentityProof identity;
    Time made_at;
};
// False when the patient has an account already.
bool link_patient(Transaction& transaction, PatientLink const& link);
std::vector<BirthDate> linked_birth_dates(Transaction& transaction, Id<Account> const& account_id);

std::optional<Id<Account>> account_of(Transaction& transaction, Id<Patient> const& patient_id);
// Of all practices.
std::vector<Id<Patient>> patients_of_account(Transaction& transaction, Id<Account> const& account_id);
// Since when a practice is linked to an account, and how it was established there who the person is.
struct PatientOrigin {
    Id<Practice> practice_id;
    Time linked_at;
    IdentityProof identity;
};
// In the order in which they were linked.
std::vector<PatientOrigin> origins_of_account(Transaction& transaction, Id<Account> const& account_id);
// What each practice told of the person of this account, in the order in which they were linked.
struct ToldPatient {
    PatientRow told;
    Time linked_at;
    IdentityProof identity;
};
std::vector<ToldPatient> told_of_account(Transaction& transaction, Id<Account> const& account_id,
                                         Sealer const& sealer);
void unlink_patient(Transaction& transaction, Id<Patient> const& patient_id);
// Nothing personal is left of who has no account; the row stays, for the ids of others.
void empty_patient(Transaction& transaction, Id<Patient> const& patient_id);

// Who has no account, and whose last registration ended before `when`: nothing personal is left.
std::int64_t forget_patients_ended_before(Transaction& transaction, Time when);

}  // namespace voordeur
