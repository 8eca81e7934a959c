// SPDX-License-Identifier: EUPL-1.2
#include "patients/waiting_practices_store.hpp"

#include <string_view>

#include "patients/completion_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_waiting =
    "SELECT registration.id, registration.practice_id, patient_id, person_proved_by, birth_date FROM "
    "registration "
    "JOIN patient ON patient.id = patient_id WHERE patient.email = $1 AND patient.account_id IS NULL AND "
    "person_proved_at IS NOT NULL AND completed_at IS NULL AND locked_at IS NULL AND expires_at > $2 AND "
    "(linking_refused_at IS NULL OR linking_refused_at < invited_at) AND (person_proved_by = 'letter' OR NOT "
    "EXISTS "
    "(SELECT 1 FROM practice WHERE practice.id = registration.practice_id AND letter_required <> 0)) ORDER "
    "BY invited_at, registration.id "
    "FOR UPDATE";
constexpr std::string_view select_birth_dates = "SELECT birth_date FROM patient WHERE account_id = $1";
constexpr std::string_view update_refused =
    "UPDATE registration SET linking_refused_at = $2 WHERE id = $1 AND completed_at IS NULL";

}  // namespace

std::vector<WaitingRegistration> waiting_registrations(Transaction& transaction, std::string const& email,
                                                       Time now) {
    std::vector<WaitingRegistration> waiting;
    for (auto const& row : transaction.all(select_waiting, email, now))
        waiting.push_back(
            {row.text(0), row.text(1), row.text(2), row.text(3), BirthDate::from_iso(row.text(4))});
    return waiting;
}

std::vector<BirthDate> linked_birth_dates(Transaction& transaction, std::string const& account_id) {
    std::vector<BirthDate> birth_dates;
    for (auto const& row : transaction.all(select_birth_dates, account_id))
        birth_dates.push_back(BirthDate::from_iso(row.text(0)));
    return birth_dates;
}

bool link_waiting(Transaction& transaction, WaitingRegistration const& waiting, std::string const& account_id,
                  Time now) {
    return complete_registration(transaction, waiting.id, now) &&
           link_patient(transaction, {waiting.patient_id, account_id, waiting.proved_by, now});
}

void refuse_waiting(Transaction& transaction, std::string const& registration_id, Time now) {
    transaction.run(update_refused, registration_id, now);
}

}  // namespace voordeur
