// SPDX-License-Identifier: EUPL-1.2
#include "patients/registrations_list_store.hpp"

namespace voordeur {
namespace {

constexpr std::string_view select_registrations =
    "SELECT registration.id, patient.name, invited_at, expires_at, locked_at, completed_at, "
    "(SELECT made FROM counted_tries WHERE what = 'details' AND about_id = registration.id), "
    "(SELECT made FROM counted_tries WHERE what = 'super_pin' AND about_id = registration.id), "
    "letter_expires_at, person_proved_by, CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END, "
    "(SELECT count(*) FROM super_pin WHERE super_pin.account_id = patient.account_id AND activated_at IS NOT "
    "NULL AND super_pin.ended_at IS NULL), "
    "(SELECT count(*) FROM factor WHERE factor.account_id = patient.account_id AND factor.ended_at IS NULL), "
    "stopped_at, birth_date, email FROM registration JOIN patient ON patient.id = patient_id WHERE "
    "registration.practice_id = $1 AND (invited_at, registration.id) > ($2, $3) AND patient.email <> '' "
    "ORDER BY invited_at, registration.id LIMIT $4";

constexpr std::string_view select_emails =
    "SELECT registration.id, message.kind, purpose, state, tries, message.made_at, next_try_at, ended_at, "
    "last_error FROM registration JOIN message ON message.about_id = registration.id "
    "WHERE registration.practice_id = $1 AND (invited_at, registration.id) >= ($2, $3) AND "
    "(invited_at, registration.id) <= ($4, $5) AND message.kind = 'email' ORDER BY message.made_at, "
    "message.id";
// An account may be a patient of several practices: of its SMS a practice sees those that went out in its own
// name.
constexpr std::string_view select_sms =
    "SELECT registration.id, message.kind, message.purpose, state, tries, message.made_at, next_try_at, "
    "message.ended_at, last_error FROM registration JOIN patient ON patient.id = patient_id JOIN challenge "
    "ON challenge.account_id = patient.account_id JOIN message ON message.about_id = challenge.id WHERE "
    "registration.practice_id = $1 AND (invited_at, registration.id) >= ($2, $3) AND (invited_at, "
    "registration.id) <= ($4, $5) AND message.kind = 'sms' AND message.practice_id = "
    "registration.practice_id ORDER BY challenge.made_at, message.made_at, message.id";

std::int64_t number_or_none(Row const& row, std::size_t column) {
    return row.maybe_text(column) ? row.number(column) : 0;
}

ListedRegistration registration_from(Row const& row) {
    return {.id = row.id<Registration>(0),
            .name = row.text(1),
            .birth_date = row.text(14),
            .email = row.text(15),
            .invited_at = row.time(2),
            .facts = {row.time(3), row.maybe_time(4), row.maybe_time(5), row.maybe_time(13)},
            .details_tries = number_or_none(row, 6),
            .super_pin_tries = number_or_none(row, 7),
            .letter_expires_at = row.maybe_time(8),
            .proved_by = identity_proof_from(row.maybe_text(9)),
            .has_password = row.flag(10),
            .has_super_pin = row.flag(11),
            .has_second_factor = row.flag(12)};
}

MessageState message_from(Row const& row) {
    auto const is_waiting = row.text(3) == "waiting";
    return {.kind = row.text(1),
            .purpose = row.text(2),
            .state = row.text(3),
            .tries = row.number(4),
            .made_at = row.time(5),
            .next_try_at = is_waiting ? row.maybe_time(6) : std::nullopt,
            .ended_at = row.maybe_time(7),
            .last_error = row.maybe_text(8)};
}

}  // namespace

std::vector<ListedRegistration> registrations_of_practice(Transaction& transaction,
                                                          Id<Practice> const& practice_id,
                                                          ListedRegistration const* last, int limit) {
    auto const after = last ? last->invited_at : Time::min();
    auto const id = last ? last->id.text() : std::string();
    std::vector<ListedRegistration> registrations;
    for (auto const& row : transaction.all(select_registrations, practice_id, after, id, limit))
        registrations.push_back(registration_from(row));
    return registrations;
}

NewestMessages newest_messages(Transaction& transaction, Id<Practice> const& practice_id,
                               std::vector<ListedRegistration> const& page) {
    NewestMessages newest;
    if (page.empty()) return newest;
    auto const& first = page.front();
    auto const& last = page.back();
    auto const read = [&](std::string_view sql, auto& messages) {
        for (auto const& row :
             transaction.all(sql, practice_id, first.invited_at, first.id, last.invited_at, last.id))
            messages.insert_or_assign(row.id<Registration>(0), message_from(row));
    };
    read(select_emails, newest.emails);
    read(select_sms, newest.sms);
    return newest;
}

}  // namespace voordeur
