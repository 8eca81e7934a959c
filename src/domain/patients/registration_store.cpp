// SPDX-License-Identifier: EUPL-1.2
#include "patients/registration_store.hpp"

#include "patients/link_store.hpp"
#include "tries/counted_tries_store.hpp"

namespace voordeur {
namespace {

// Its practice's row is read, not locked: all patients of a practice would wait for each other.
constexpr std::string_view select_locked =
    "SELECT registration.id, registration.practice_id, patient_id, customer_number, super_pin_hash, "
    "letter_expires_at, expires_at, locked_at, completed_at, person_proved_by, (SELECT letter_required FROM "
    "practice WHERE practice.id = registration.practice_id), password_hash, patient.name, patient.email, "
    "birth_date, postcode, stopped_at, patient.language FROM registration JOIN patient ON patient.id = "
    "patient_id WHERE registration.id = $1 FOR UPDATE";
constexpr std::string_view select_newest =
    "SELECT id FROM registration WHERE patient_id = $1 ORDER BY invited_at DESC, id DESC LIMIT 1";
constexpr std::string_view select_letter =
    "SELECT id, practice_id, super_pin_hash, letter_expires_at, expires_at, locked_at, completed_at FROM "
    "registration WHERE customer_number = $1";
constexpr std::string_view select_customer_number =
    "SELECT 1 FROM registration WHERE customer_number = $1 UNION SELECT 1 FROM account WHERE customer_number "
    "= $1";
constexpr std::string_view insert =
    "INSERT INTO registration (id, practice_id, patient_id, customer_number, invited_at, expires_at) "
    "VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view update_renewed =
    "UPDATE registration SET invited_at = $2, expires_at = $3, stopped_at = NULL WHERE id = $1 AND "
    "completed_at IS NULL";
constexpr std::string_view forgotten =
    "UPDATE registration SET super_pin_hash = NULL, letter_expires_at = NULL, person_proved_at = NULL, "
    "person_proved_by = NULL, password_hash = NULL WHERE id = $1 AND completed_at IS NULL";
constexpr std::string_view when_ended = " AND expires_at <= $2";
constexpr std::string_view update_details_forgotten =
    "UPDATE registration SET person_proved_at = NULL, person_proved_by = NULL, password_hash = NULL "
    "WHERE practice_id = $1 AND person_proved_by = 'details' AND completed_at IS NULL";
// What the former letter proved goes, and the password whoever chose it: person_proved_by tells the last
// proof, not the one that the password was chosen under.
constexpr std::string_view update_letter =
    "UPDATE registration SET super_pin_hash = $2, letter_expires_at = $3, password_hash = NULL, "
    "person_proved_at = CASE WHEN person_proved_by = 'letter' THEN NULL ELSE person_proved_at END, "
    "person_proved_by = CASE WHEN person_proved_by = 'letter' THEN NULL ELSE person_proved_by END "
    "WHERE id = $1 AND completed_at IS NULL";
constexpr std::string_view update_locked =
    "UPDATE registration SET locked_at = $2 WHERE id = $1 AND locked_at IS NULL AND completed_at IS NULL";
constexpr std::string_view update_unlocked =
    "UPDATE registration SET locked_at = NULL WHERE id = $1 AND locked_at IS NOT NULL AND completed_at IS "
    "NULL";
constexpr std::string_view update_lock_back =
    "UPDATE registration SET locked_at = NULL WHERE id = $1 AND locked_at >= $2 AND completed_at IS NULL";
constexpr std::string_view update_proved =
    "UPDATE registration SET person_proved_at = $2, person_proved_by = $3 WHERE id = $1 AND completed_at IS "
    "NULL";
constexpr std::string_view update_password =
    "UPDATE registration SET password_hash = $2 WHERE id = $1 AND completed_at IS NULL";
constexpr std::string_view update_completed =
    "UPDATE registration SET completed_at = $2, password_hash = NULL, super_pin_hash = NULL WHERE id = $1 "
    "AND completed_at IS NULL";
// It ends at this moment for whatever asks when it ends, the sweeper too.
constexpr std::string_view update_stopped =
    "UPDATE registration SET stopped_at = $2, expires_at = $2, super_pin_hash = NULL, letter_expires_at = "
    "NULL, password_hash = NULL, person_proved_at = NULL, person_proved_by = NULL WHERE id = $1 AND "
    "stopped_at IS NULL";
constexpr std::string_view select_of_patient =
    "SELECT id FROM registration WHERE patient_id = $1 ORDER BY invited_at, id";
constexpr std::string_view count_letters =
    "SELECT count(*) FROM registration JOIN patient ON patient.id = patient_id WHERE patient.account_id = $1 "
    "AND letter_expires_at IS NOT NULL";
constexpr std::string_view update_number_forgotten =
    "UPDATE registration SET customer_number = id WHERE id = $1";
constexpr std::string_view select_waiting =
    "SELECT registration.id, registration.practice_id, patient_id, person_proved_by, birth_date, "
    "(SELECT letter_required FROM practice WHERE practice.id = registration.practice_id) FROM registration "
    "JOIN patient ON patient.id = patient_id WHERE patient.email = $1 AND patient.account_id IS NULL AND "
    "person_proved_at IS NOT NULL AND completed_at IS NULL AND locked_at IS NULL AND expires_at > $2 ORDER "
    "BY invited_at, registration.id "
    "FOR UPDATE";
constexpr std::string_view update_secrets_forgotten =
    "UPDATE registration SET password_hash = NULL, super_pin_hash = NULL WHERE completed_at IS NULL AND "
    "expires_at < $1 AND (password_hash IS NOT NULL OR super_pin_hash IS NOT NULL)";

std::string row_of(Id<Registration> const& id, PasswordChooser const& chooser) {
    return id.text() + " " + chooser.browser;
}

SealContext password_context(std::string const& row, IdentityProof by) {
    return {"registration", by == IdentityProof::letter ? "password_hash by letter" : "password_hash", row};
}

}  // namespace

void forget_tries_at(Transaction& transaction, Id<Registration> const& id) {
    for (auto const& key : {TriesKey::details(id), TriesKey::super_pin(id)}) forget_tries(transaction, key);
}

std::string sealed_for(PasswordChooser const& chooser, Id<Registration> const& id, std::string const& hash,
                       Sealer const& sealer) {
    auto const row = row_of(id, chooser);
    return sealer.seal(password_context(row, chooser.by), hash);
}

std::optional<std::string> chosen_password_hash(Registration const& registration,
                                                PasswordChooser const& chooser, Sealer const& sealer) {
    if (!registration.sealed_password_hash) return std::nullopt;
    auto const row = row_of(registration.id, chooser);
    return sealer.open(password_context(row, chooser.by), *registration.sealed_password_hash);
}

SealContext registration_super_pin_context(Id<Registration> const& id) {
    return {"registration", "super_pin_hash", id.text()};
}

std::optional<Registration> lock_registration(Transaction& transaction, Id<Registration> const& id) {
    auto const row = transaction.one(select_locked, id);
    if (!row) return std::nullopt;
    return Registration{row->id<Registration>(0),
                        row->id<Practice>(1),
                        row->id<Patient>(2),
                        row->text(3),
                        row->maybe_text(4),
                        row->maybe_time(5),
                        {row->time(6), row->maybe_time(7), row->maybe_time(8), row->maybe_time(16)},
                        identity_proof_from(row->maybe_text(9)),
                        row->flag(10),
                        row->maybe_text(11),
                        row->text(12),
                        row->text(13),
                        row->text(14),
                        row->text(15),
                        language_of(row->text(17)).value_or(Language::dutch)};
}

std::optional<Id<Registration>> newest_registration_of(Transaction& transaction,
                                                       Id<Patient> const& patient_id) {
    auto const row = transaction.one(select_newest, patient_id);
    if (!row) return std::nullopt;
    return row->id<Registration>(0);
}

std::optional<FoundLetter> find_letter(Transaction& transaction, std::string const& customer_number) {
    auto const row = transaction.one(select_letter, customer_number);
    if (!row) return std::nullopt;
    return FoundLetter{row->id<Registration>(0),
                       row->id<Practice>(1),
                       row->maybe_text(2),
                       row->maybe_time(3),
                       {row->time(4), row->maybe_time(5), row->maybe_time(6)}};
}

bool is_customer_number_taken(Transaction& transaction, std::string const& customer_number) {
    return transaction.one(select_customer_number, customer_number).has_value();
}

void add_registration(Transaction& transaction, NewRegistration const& registration, Time now) {
    transaction.run(insert, registration.id, registration.practice_id, registration.patient_id,
                    registration.customer_number, now, now + registration_lifetime);
}

void renew_registration(Transaction& transaction, Id<Registration> const& id, Time now) {
    if (transaction.run(joined<forgotten, when_ended>, id, now) == 1) end_visits(transaction, id);
    transaction.run(update_renewed, id, now, now + registration_lifetime);
}

void forget_proofs(Transaction& transaction, Id<Registration> const& id) {
    transaction.run(forgotten, id);
    end_visits(transaction, id);
}

void forget_details_of_practice(Transaction& transaction, Id<Practice> const& practice_id) {
    transaction.run(update_details_forgotten, practice_id);
}

void save_letter(Transaction& transaction, Id<Registration> const& id,
                 std::string const& sealed_super_pin_hash, Time expires_at) {
    transaction.run(update_letter, id, sealed_super_pin_hash, expires_at);
    end_visits(transaction, id);
}

bool note_locked(Transaction& transaction, Id<Registration> const& id, Time now) {
    return transaction.run(update_locked, id, now) == 1;
}

bool note_unlocked(Transaction& transaction, Id<Registration> const& id) {
    return transaction.run(update_unlocked, id) == 1;
}

void take_lock_back(Transaction& transaction, Id<Registration> const& id, Time since) {
    transaction.run(update_lock_back, id, since);
}

void note_person_proved(Transaction& transaction, Id<Registration> const& id, IdentityProof by, Time now) {
    transaction.run(update_proved, id, now, stored_name(by));
}

void save_registration_password(Transaction& transaction, Id<Registration> const& id,
                                std::string const& sealed_hash) {
    transaction.run(update_password, id, sealed_hash);
}

bool complete_registration(Transaction& transaction, Id<Registration> const& id, Time now) {
    if (transaction.run(update_completed, id, now) != 1) return false;
    forget_tries_at(transaction, id);
    return true;
}

bool stop_registration(Transaction& transaction, Id<Registration> const& id, Time now) {
    if (transaction.run(update_stopped, id, now) != 1) return false;
    end_links(transaction, id, now);
    end_visits(transaction, id);
    return true;
}

bool had_letter(Transaction& transaction, Id<Account> const& account_id) {
    return transaction.one(count_letters, account_id)->number(0) > 0;
}

std::vector<Id<Registration>> registrations_of(Transaction& transaction, Id<Patient> const& patient_id) {
    std::vector<Id<Registration>> ids;
    for (auto const& row : transaction.all(select_of_patient, patient_id))
        ids.push_back(row.id<Registration>(0));
    return ids;
}

void empty_registration(Transaction& transaction, Id<Registration> const& id) {
    forget_links(transaction, id);
    forget_tries_at(transaction, id);
    transaction.run(update_number_forgotten, id);
}

std::vector<WaitingRegistration> lock_waiting_registrations(Transaction& transaction,
                                                            std::string const& email, Time now) {
    std::vector<WaitingRegistration> waiting;
    for (auto const& row : transaction.all(select_waiting, email, now))
        if (auto const proof = identity_proof_from(std::string_view(row.text(3)));
            is_enough(proof, row.flag(5)))
            waiting.push_back({row.id<Registration>(0), row.id<Practice>(1), row.id<Patient>(2), proof,
                               BirthDate::from_iso(row.text(4))});
    return waiting;
}

std::int64_t forget_secrets_of_ended(Transaction& transaction, Time now) {
    return transaction.run(update_secrets_forgotten, now);
}

}  // namespace voordeur
