// SPDX-License-Identifier: EUPL-1.2
#include "patients/patient_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_like =
    "SELECT id, patient_number, email, birth_date, postcode, name, account_id FROM patient WHERE practice_id "
    "= $1 AND (email = $2 OR patient_number = $3 OR birth_date = $4) ORDER BY made_at, id";
constexpr std::string_view select_of_registration =
    "SELECT patient.id, patient_number, email, birth_date, postcode, name, account_id FROM patient JOIN "
    "registration ON registration.patient_id = patient.id WHERE registration.id = $1 AND patient.practice_id "
    "= $2 AND email <> ''";
constexpr std::string_view insert =
    "INSERT INTO patient (id, practice_id, patient_number, name, email, birth_date, postcode, phone, "
    "language, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr std::string_view update_details =
    "UPDATE patient SET patient_number = coalesce($2, patient_number), name = $3, email = $4, birth_date = "
    "$5, postcode = $6, phone = coalesce($7, phone), language = coalesce($8, language) WHERE id = $1 AND "
    "account_id IS NULL";
constexpr std::string_view update_link =
    "UPDATE patient SET account_id = $2, identity = $3, linked_at = $4 WHERE id = $1 AND account_id IS NULL";
constexpr std::string_view select_phone =
    "SELECT id, phone FROM patient WHERE account_id = $1 AND phone IS NOT NULL ORDER BY linked_at DESC, id "
    "LIMIT 1";
constexpr std::string_view select_readable_phones =
    "SELECT id, phone FROM patient WHERE id > $1 AND phone >= '+' AND phone < ',' ORDER BY id LIMIT $2";
constexpr std::string_view update_phone = "UPDATE patient SET phone = $2 WHERE id = $1";
constexpr std::string_view select_birth_dates = "SELECT birth_date FROM patient WHERE account_id = $1";
constexpr std::string_view select_account = "SELECT account_id FROM patient WHERE id = $1";
constexpr std::string_view select_of_account = "SELECT id FROM patient WHERE account_id = $1 ORDER BY id";
constexpr std::string_view select_origins =
    "SELECT practice_id, linked_at, identity FROM patient WHERE account_id = $1 ORDER BY linked_at, id";
constexpr std::string_view select_told =
    "SELECT id, practice_id, patient_number, email, birth_date, postcode, name, phone, language, linked_at, "
    "identity FROM patient WHERE account_id = $1 ORDER BY linked_at, id";
constexpr std::string_view update_unlinked =
    "UPDATE patient SET account_id = NULL, identity = NULL, linked_at = NULL WHERE id = $1";
constexpr std::string_view update_emptied =
    "UPDATE patient SET name = '', email = '', birth_date = '', postcode = '', phone = NULL, patient_number "
    "= NULL WHERE id = $1 AND account_id IS NULL";
constexpr std::string_view update_forgotten =
    "UPDATE patient SET name = '', email = '', birth_date = '', postcode = '', phone = NULL, patient_number "
    "= NULL WHERE account_id IS NULL AND email <> '' AND NOT EXISTS (SELECT 1 FROM registration WHERE "
    "patient_id = patient.id AND expires_at >= $1)";

SealContext phone_context(Id<Patient> const& id) {
    return {"patient", "phone", id.text()};
}

std::optional<std::string> sealed_phone(PatientRow const& patient, Sealer const& sealer) {
    if (!patient.phone) return std::nullopt;
    return sealer.seal(phone_context(patient.id), *patient.phone);
}

std::optional<std::string_view> stored_language(PatientRow const& patient) {
    if (!patient.language) return std::nullopt;
    return code_of(*patient.language);
}

StoredPatient patient_from(Row const& row) {
    return {row.id<Patient>(0),
            {row.maybe_text(1), row.text(2), row.text(3), row.text(4), row.text(5)},
            row.maybe_text(6).has_value()};
}

}  // namespace

std::vector<StoredPatient> patients_like(Transaction& transaction, Id<Practice> const& practice_id,
                                         PatientDetails const& invited) {
    std::vector<StoredPatient> patients;
    for (auto const& row :
         transaction.all(select_like, practice_id, invited.email, invited.patient_number, invited.birth_date))
        patients.push_back(patient_from(row));
    return patients;
}

std::optional<StoredPatient> patient_of_registration(Transaction& transaction,
                                                     Id<Registration> const& registration_id,
                                                     Id<Practice> const& practice_id) {
    auto const row = transaction.one(select_of_registration, registration_id, practice_id);
    return row ? std::optional(patient_from(*row)) : std::nullopt;
}

void add_patient(Transaction& transaction, PatientRow const& patient, Sealer const& sealer, Time now) {
    auto const& details = patient.details;
    transaction.run(insert, patient.id, patient.practice_id, details.patient_number, patient.name,
                    details.email, details.birth_date, details.postcode, sealed_phone(patient, sealer),
                    stored_language(patient).value_or(code_of(Language::dutch)), now);
}

void update_patient(Transaction& transaction, PatientRow const& patient, Sealer const& sealer) {
    auto const& details = patient.details;
    transaction.run(update_details, patient.id, details.patient_number, patient.name, details.email,
                    details.birth_date, details.postcode, sealed_phone(patient, sealer),
                    stored_language(patient));
}

std::optional<std::string> known_phone(Transaction& transaction, Id<Account> const& account_id,
                                       Sealer const& sealer) {
    auto const row = transaction.one(select_phone, account_id);
    if (!row) return std::nullopt;
    return sealer.open(phone_context(row->id<Patient>(0)), row->text(1));
}

std::optional<Id<Patient>> seal_readable_phones(Transaction& transaction, Sealer const& sealer,
                                                std::optional<Id<Patient>> const& after) {
    constexpr int at_once = 500;
    std::optional<Id<Patient>> last;
    for (auto const& row : transaction.all(select_readable_phones, after ? after->text() : "", at_once)) {
        last = row.id<Patient>(0);
        transaction.run(update_phone, *last, sealer.seal(phone_context(*last), row.text(1)));
    }
    return last;
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

std::optional<Id<Account>> account_of(Transaction& transaction, Id<Patient> const& patient_id) {
    auto const row = transaction.one(select_account, patient_id);
    if (!row) return std::nullopt;
    return row->maybe_id<Account>(0);
}

std::vector<Id<Patient>> patients_of_account(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<Id<Patient>> ids;
    for (auto const& row : transaction.all(select_of_account, account_id)) ids.push_back(row.id<Patient>(0));
    return ids;
}

std::vector<PatientOrigin> origins_of_account(Transaction& transaction, Id<Account> const& account_id) {
    std::vector<PatientOrigin> origins;
    for (auto const& row : transaction.all(select_origins, account_id))
        origins.push_back(
            {row.id<Practice>(0), row.time(1), identity_proof_from(std::string_view(row.text(2)))});
    return origins;
}

std::vector<ToldPatient> told_of_account(Transaction& transaction, Id<Account> const& account_id,
                                         Sealer const& sealer) {
    std::vector<ToldPatient> told;
    for (auto const& row : transaction.all(select_told, account_id)) {
        auto const id = row.id<Patient>(0);
        auto const sealed = row.maybe_text(7);
        told.push_back({{id,
                         row.id<Practice>(1),
                         {row.maybe_text(2), row.text(3), row.text(4), row.text(5), row.text(6)},
                         row.text(6),
                         sealed ? sealer.open(phone_context(id), *sealed) : std::nullopt,
                         language_of(row.text(8))},
                        row.time(9),
                        identity_proof_from(std::string_view(row.text(10)))});
    }
    return told;
}

void unlink_patient(Transaction& transaction, Id<Patient> const& patient_id) {
    transaction.run(update_unlinked, patient_id);
}

void empty_patient(Transaction& transaction, Id<Patient> const& patient_id) {
    transaction.run(update_emptied, patient_id);
}

std::int64_t forget_patients_ended_before(Transaction& transaction, Time when) {
    return transaction.run(update_forgotten, when);
}

}  // namespace voordeur
