// SPDX-License-Identifier: EUPL-1.2
#include "patients/withdraw.hpp"

#include <chrono>

#include "audit/audit.hpp"
#include "patients/registration_store.hpp"
#include "patients/withdrawn.mail.hpp"
#include "values/person_name.hpp"

namespace voordeur {
namespace {

constexpr std::string_view purpose = "withdrawn";

void tell_patient(Transaction& transaction, PatientRooms const& rooms, Registration const& registration,
                  Time now) {
    rooms.notices.queue(transaction,
                        {.mail = mails::patients::withdrawn,
                         .purpose = purpose,
                         .about_id = registration.id.text(),
                         // It may be invited, and withdrawn, again.
                         .send_number = next_send(transaction, registration.id.text(), purpose),
                         .to = registration.email,
                         .person = initials(registration.name),
                         .practice = find_practice(transaction, registration.practice_id),
                         .language = registration.language,
                         .expires_at = now + std::chrono::hours(72)},
                        now);
}

AuditEvent withdrawn_event(Registration const& registration, std::string const& actor) {
    return {.type = AuditType::registration_withdrawn,
            .action = Action::remove,
            .outcome = Outcome::success,
            .actor = Actor::the_operator(actor),
            .object = registration.id,
            .practice_id = registration.practice_id};
}

}  // namespace

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
        tell_patient(transaction, rooms, *registration, now);
        rooms.audit.record(transaction, withdrawn_event(*registration, actor), now);
        return Withdrawn{};
    });
}

}  // namespace voordeur
