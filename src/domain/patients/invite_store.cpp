// SPDX-License-Identifier: EUPL-1.2
#include "patients/invite_store.hpp"

#include "patients/registration_rules.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_practice = "SELECT 1 FROM practice WHERE id = $1 FOR UPDATE";
constexpr std::string_view select_patients =
    "SELECT id, patient_number, email, birth_date, postcode, account_id FROM patient WHERE practice_id = $1 "
    "AND "
    "(email = $2 OR patient_number = $3) ORDER BY made_at, id";
constexpr std::string_view insert_patient =
    "INSERT INTO patient (id, practice_id, patient_number, name, email, birth_date, postcode, phone, "
    "made_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view update_details =
    "UPDATE patient SET patient_number = coalesce($2, patient_number), name = $3, email = $4, birth_date = "
    "$5, "
    "postcode = $6, phone = coalesce($7, phone) WHERE id = $1 AND account_id IS NULL";
constexpr std::string_view select_registration =
    "SELECT id FROM registration WHERE patient_id = $1 ORDER BY invited_at DESC, id DESC LIMIT 1";
constexpr std::string_view select_customer_number =
    "SELECT 1 FROM registration WHERE customer_number = $1 UNION SELECT 1 FROM account WHERE customer_number "
    "= $1";
constexpr std::string_view insert_registration =
    "INSERT INTO registration (id, practice_id, patient_id, customer_number, invited_at, expires_at, "
    "details_tries, "
    "super_pin_tries) VALUES ($1, $2, $3, $4, $5, $6, 0, 0)";
constexpr std::string_view update_renewed =
    "UPDATE registration SET invited_at = $2, expires_at = $3, linking_refused_at = NULL WHERE id = $1 AND "
    "completed_at IS NULL";
constexpr std::string_view update_forgotten =
    "UPDATE registration SET super_pin_hash = NULL, letter_expires_at = NULL, person_proved_at = NULL, "
    "person_proved_by = NULL, password_hash = NULL, last_wrong_try = NULL WHERE id = $1 AND completed_at IS "
    "NULL";
constexpr std::string_view update_ended_forgotten =
    "UPDATE registration SET super_pin_hash = NULL, letter_expires_at = NULL, person_proved_at = NULL, "
    "person_proved_by = NULL, password_hash = NULL, last_wrong_try = NULL WHERE id = $1 AND expires_at <= $2 "
    "AND completed_at IS NULL";
constexpr std::string_view delete_visits = "DELETE FROM visit WHERE registration_id = $1";
constexpr std::string_view update_letter =
    "UPDATE registration SET super_pin_hash = $2, letter_expires_at = $3 WHERE id = $1 AND completed_at IS "
    "NULL";
// What the former letter proved.
constexpr std::string_view update_letter_proof_forgotten =
    "UPDATE registration SET person_proved_at = NULL, person_proved_by = NULL WHERE id = $1 "
    "AND person_proved_by = 'letter' AND completed_at IS NULL";
// Whoever chose it: person_proved_by tells the last proof, not the one that the password was chosen under.
constexpr std::string_view update_password_forgotten =
    "UPDATE registration SET password_hash = NULL WHERE id = $1 AND completed_at IS NULL";

StoredPatient patient_from(Row const& row) {
    return {row.text(0),
            {row.maybe_text(1), row.text(2), row.text(3), row.text(4)},
            row.maybe_text(5).has_value()};
}

}  // namespace

void lock_practice(Transaction& transaction, std::string const& practice_id) {
    transaction.one(select_practice, practice_id);
}

std::vector<StoredPatient> patients_like(Transaction& transaction, std::string const& practice_id,
                                         PatientDetails const& invited) {
    std::vector<StoredPatient> patients;
    for (auto const& row :
         transaction.all(select_patients, practice_id, invited.email, invited.patient_number))
        patients.push_back(patient_from(row));
    return patients;
}

void add_patient(Transaction& transaction, PatientRow const& patient, Time now) {
    auto const& details = patient.details;
    transaction.run(insert_patient, patient.id, patient.practice_id, details.patient_number, patient.name,
                    details.email, details.birth_date, details.postcode, patient.phone, now);
}

void update_patient(Transaction& transaction, PatientRow const& patient) {
    auto const& details = patient.details;
    transaction.run(update_details, patient.id, details.patient_number, patient.name, details.email,
                    details.birth_date, details.postcode, patient.phone);
}

std::optional<std::string> newest_registration_of(Transaction& transaction, std::string const& patient_id) {
    auto const row = transaction.one(select_registration, patient_id);
    if (!row) return std::nullopt;
    return row->text(0);
}

bool is_customer_number_taken(Transaction& transaction, std::string const& customer_number) {
    return transaction.one(select_customer_number, customer_number).has_value();
}

void add_registration(Transaction& transaction, NewRegistration const& registration, Time now) {
    transaction.run(insert_registration, registration.id, registration.practice_id, registration.patient_id,
                    registration.customer_number, now, now + registration_lifetime);
}

void renew_registration(Transaction& transaction, std::string const& id, Time now) {
    // What was proved before it ended is too long ago.
    if (transaction.run(update_ended_forgotten, id, now) == 1) transaction.run(delete_visits, id);
    transaction.run(update_renewed, id, now, now + registration_lifetime);
}

void forget_proofs(Transaction& transaction, std::string const& id) {
    transaction.run(update_forgotten, id);
    transaction.run(delete_visits, id);
}

void save_letter(Transaction& transaction, std::string const& id, std::string const& sealed_super_pin_hash,
                 Time expires_at) {
    transaction.run(update_letter, id, sealed_super_pin_hash, expires_at);
    transaction.run(update_letter_proof_forgotten, id);
    transaction.run(update_password_forgotten, id);
    transaction.run(delete_visits, id);
}

}  // namespace voordeur
