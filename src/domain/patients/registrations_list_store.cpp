// SPDX-License-Identifier: EUPL-1.2
#include "patients/registrations_list_store.hpp"

namespace voordeur {
namespace {

// An account may be a patient of several practices: of its SMS a practice sees those that went out in its own
// name.
constexpr std::string_view select_registrations =
    "SELECT registration.id, patient.name, invited_at, expires_at, locked_at, completed_at, "
    "(SELECT made FROM counted_tries WHERE what = 'details' AND about_id = registration.id), "
    "(SELECT made FROM counted_tries WHERE what = 'super_pin' AND about_id = registration.id), "
    "letter_expires_at, person_proved_by, CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END, "
    "(SELECT count(*) FROM super_pin WHERE super_pin.account_id = patient.account_id AND activated_at IS NOT "
    "NULL AND super_pin.ended_at IS NULL), "
    "(SELECT count(*) FROM factor WHERE factor.account_id = patient.account_id AND factor.ended_at IS NULL), "
    "(SELECT challenge.id FROM challenge JOIN message ON message.about_id = challenge.id AND message.kind = "
    "'sms' WHERE challenge.account_id = patient.account_id AND message.practice_id = "
    "registration.practice_id ORDER BY challenge.made_at DESC LIMIT 1), birth_date, email "
    "FROM registration JOIN patient ON patient.id = patient_id WHERE registration.practice_id = $1 "
    "ORDER BY invited_at, registration.id";

std::int64_t number_or_none(Row const& row, std::size_t column) {
    return row.maybe_text(column) ? row.number(column) : 0;
}

ListedRegistration registration_from(Row const& row) {
    return {.id = row.id<Registration>(0),
            .name = row.text(1),
            .birth_date = row.text(14),
            .email = row.text(15),
            .invited_at = row.time(2),
            .facts = {row.time(3), row.maybe_time(4), row.maybe_time(5)},
            .details_tries = number_or_none(row, 6),
            .super_pin_tries = number_or_none(row, 7),
            .letter_expires_at = row.maybe_time(8),
            .proved_by = identity_proof_from(row.maybe_text(9)),
            .has_password = row.flag(10),
            .has_super_pin = row.flag(11),
            .has_second_factor = row.flag(12),
            .newest_challenge_id = row.maybe_id<Challenge>(13)};
}

}  // namespace

std::vector<ListedRegistration> registrations_of_practice(Transaction& transaction,
                                                          Id<Practice> const& practice_id) {
    std::vector<ListedRegistration> registrations;
    for (auto const& row : transaction.all(select_registrations, practice_id))
        registrations.push_back(registration_from(row));
    return registrations;
}

}  // namespace voordeur
