// SPDX-License-Identifier: EUPL-1.2
#include "patients/unlock.hpp"

#include "audit/audit.hpp"
#include "patients/registration_store.hpp"
#include "patients/unlocked.mail.hpp"
#include "values/person_name.hpp"

namespace voordeur {
namespace {

constexpr std::string_view purpose = "unlocked";

void tell_patient(Transaction& transaction, PatientRooms const& rooms, Registration const& registration,
                  Time now) {
    rooms.notices.queue(transaction,
                        {.mail = mails::patients::unlocked,
                         .purpose = purpose,
                         .about_id = registration.id.text(),
                         .send_number = next_send(transaction, registration.id.text(), purpose),
                         .to = registration.email,
                         .person = initials(registration.name),
                         .practice = find_practice(transaction, registration.practice_id),
                         .language = registration.language,
                         .expires_at = now + std::chrono::hours(72)},
                        now);
}

AuditEvent unlocked_event(Registration const& registration, std::string const& actor) {
    return {.type = AuditType::registration_unlocked,
            .action = Action::update,
            .outcome = Outcome::success,
            .actor = Actor::the_operator(actor),
            .object = registration.id,
            .practice_id = registration.practice_id};
}

}  // namespace

UnlockOutcome unlock(PatientRooms const& rooms, Id<Registration> const& registration_id,
                     std::string const& actor, Time now) {
    auto const outcome = rooms.database.transaction([&](Transaction& transaction) -> UnlockOutcome {
        auto const registration = lock_registration(transaction, registration_id);
        if (!registration) return NoSuchRegistration{};
        auto const standing = standing_of(registration->facts, now);
        if (standing == Standing::ended) return RegistrationEnded{};
        if (standing != Standing::locked || !note_unlocked(transaction, registration_id)) return NotLocked{};
        forget_tries_at(transaction, registration_id);
        tell_patient(transaction, rooms, *registration, now);
        rooms.audit.record(transaction, unlocked_event(*registration, actor), now);
        return Unlocked{};
    });
    return outcome;
}

}  // namespace voordeur
