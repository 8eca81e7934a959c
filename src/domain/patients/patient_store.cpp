// SPDX-License-Identifier: EUPL-1.2
#include "patients/patient_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_like =
    "SELECT id, patient_number, email, birth_date, postcode, name, account_id FROM patient WHERE practice_id "
    "= $1 AND (email = $2 OR patient_number = $3) ORDER BY made_at, "
    "id";
constexpr std::string_view insert =
    "INSERT INTO patient (id, practice_id, patient_number, name, email, birth_date, postcode, phone, "
    "made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view update_details =
    "UPDATE patient SET patient_number = coalesce($2, patient_number), name = $3, email = $4, birth_date = "
    "$5, postcode = $6, phone = coalesce($7, phone) WHERE id = $1 AND account_id IS NULL";
constexpr std::string_view update_link =
    "UPDATE patient SET account_id = $2, identity = $3, linked_at = $4 WHERE id = $1 AND account_id IS NULL";
constexpr std::string_view select_birth_dates = "SELECT birth_date FROM patient WHERE account_id = $1";
constexpr std::string_view update_forgotten =
    "UPDATE patient SET name = '', email = '', birth_date = '', postcode = '', phone = NULL, patient_number "
    "= NULL WHERE account_id IS NULL AND email <> '' AND NOT EXISTS (SELECT 1 FROM registration WHERE "
    "patient_id = patient.id AND expires_at >= $1)";

StoredPatient patient_from(Row const& row) {
    return {row.id<Patient>(0),
            {row.maybe_text(1), row.text(2), row.text(3), row.text(4), row.text(5)},
            row.maybe_text(6).has_value()};
}

}  // namespace

std::vector<StoredPatient> patients_like(Transaction& transaction, Id<Practice> const& practice_id,
                                         PatientDetails const& invited) {
    std::vector<StoredPatient> patients;
    for (auto const& row : transaction.all(select_like, practice_id, invited.email, invited.patient_number))
        patients.push_back(patient_from(row));
    return patients;
}

void add_patient(Transaction& transaction, PatientRow const& patient, Time now) {
    auto const& details = patient.details;
    transaction.run(insert, patient.id, patient.practice_id, details.patient_number, patient.name,
                    details.email, details.birth_date, details.postcode, patient.phone, now);
}

void update_patient(Transaction& transaction, PatientRow const& patient) {
    auto const& details = patient.details;
    transaction.run(update_details, patient.id, details.patient_number, patient.name, details.email,
                    details.birth_date, details.postcode, patient.phone);
}

bool link_patient(Transaction& transaction, PatientLink const& link) {
    return transaction.run(update_link, link.patient_id, link.account_id, stored_name(link.identity),
                           link.made_at) == 1;
}

std::vector<BirthDate> linked_birth_dates(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<BirthDate> birth_dates;
    for (auto const& row : transaction.all(select_birth_dates, account_id))
        birth_dates.push_back(BirthDate::from_iso(row.text(0)));
    return birth_dates;
}

void forget_patients_ended_before(Transaction& transaction, Time when) {
    transaction.run(update_forgotten, when);
}

}  // namespace voordeur
