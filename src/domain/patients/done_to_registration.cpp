// SPDX-License-Identifier: EUPL-1.2
#include "patients/done_to_registration.hpp"

#include <chrono>

#include "patients/registration_store.hpp"
#include "values/person_name.hpp"

namespace voordeur {

void tell_and_record(Transaction& transaction, PatientRooms const& rooms, Registration const& registration,
                     DoneToRegistration const& done) {
    rooms.notices.queue(transaction,
                        {.mail = done.mail,
                         .purpose = done.purpose,
                         .about_id = registration.id.text(),
                         .send_number = next_send(transaction, registration.id.text(), done.purpose),
                         .to = registration.email,
                         .person = initials(registration.name),
                         .practice = find_practice(transaction, registration.practice_id),
                         .language = registration.language,
                         .expires_at = done.now + std::chrono::hours(72)},
                        done.now);
    rooms.audit.record(transaction,
                       {.type = done.type,
                        .action = done.action,
                        .outcome = Outcome::success,
                        .actor = Actor::the_operator(done.actor),
                        .object = registration.id,
                        .practice_id = registration.practice_id},
                       done.now);
}

}  // namespace voordeur
