// SPDX-License-Identifier: EUPL-1.2
#include "patients/unlock.hpp"

#include "patients/done_to_registration.hpp"
#include "patients/registration_store.hpp"
#include "patients/unlocked.mail.hpp"

namespace voordeur {
UnlockOutcome unlock(PatientRooms const& rooms, Id<Registration> const& registration_id,
                     std::string const& actor, Time now) {
    return rooms.database.transaction([&](Transaction& transaction) -> UnlockOutcome {
        auto const registration = lock_registration(transaction, registration_id);
        if (!registration) return NoSuchRegistration{};
        auto const standing = standing_of(registration->facts, now);
        if (standing == Standing::ended) return RegistrationEnded{};
        if (standing != Standing::locked || !note_unlocked(transaction, registration_id)) return NotLocked{};
        forget_tries_at(transaction, registration_id);
        tell_and_record(transaction, rooms, *registration,
                        {.mail = mails::patients::unlocked,
                         .purpose = "unlocked",
                         .type = AuditType::registration_unlocked,
                         .action = Action::update,
                         .actor = actor,
                         .now = now});
        return Unlocked{};
    });
}

}  // namespace voordeur
