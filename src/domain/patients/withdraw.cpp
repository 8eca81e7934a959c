// SPDX-License-Identifier: EUPL-1.2
#include "patients/withdraw.hpp"

#include "patients/done_to_registration.hpp"
#include "patients/registration_store.hpp"
#include "patients/withdrawn.mail.hpp"

namespace voordeur {
WithdrawOutcome withdraw(PatientRooms const& rooms, Id<Registration> const& registration_id,
                         std::string const& actor, Time now) {
    return rooms.database.transaction([&](Transaction& transaction) -> WithdrawOutcome {
        auto const registration = lock_registration(transaction, registration_id);
        if (!registration) return NoSuchRegistration{};
        auto const standing = standing_of(registration->facts, now);
        if (standing == Standing::completed) return AccountMade{};
        if (standing == Standing::ended) return RegistrationEnded{};
        recall(transaction, registration_id.text(), now);
        stop_registration(transaction, registration_id, now);
        tell_and_record(transaction, rooms, *registration,
                        {.mail = mails::patients::withdrawn,
                         .purpose = "withdrawn",
                         .type = AuditType::registration_withdrawn,
                         .action = Action::remove,
                         .actor = actor,
                         .now = now});
        return Withdrawn{};
    });
}

}  // namespace voordeur
