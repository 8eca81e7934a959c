// SPDX-License-Identifier: EUPL-1.2
#include "patients/erase_patient.hpp"

#include <chrono>

#include "accounts/account_store.hpp"
#include "audit/audit.hpp"
#include "patients/empty_patient.hpp"
#include "patients/end_account.hpp"
#include "patients/patient_erased.mail.hpp"
#include "patients/patient_store.hpp"
#include "patients/registration_store.hpp"
#include "patients/sealed_persons.hpp"
#include "sessions/session_store.hpp"
#include "values/person_name.hpp"

namespace voordeur {
namespace {

struct Erasure {
    Registration registration;
    std::string actor;
    Time now;
};

AuditEvent event_of(Erasure const& erasure, AuditType type, AuditObject const& object) {
    return {.type = type,
            .action = Action::remove,
            .outcome = Outcome::success,
            .actor = Actor::the_operator(erasure.actor),
            .object = object,
            .practice_id = erasure.registration.practice_id};
}

// True: the account stays, since it is other practices' too.
bool end_account_if_alone(Transaction& transaction, PatientRooms const& rooms, Erasure const& erasure) {
    auto const account_id = account_of(transaction, erasure.registration.patient_id);
    if (!account_id || !lock_account(transaction, *account_id)) return false;
    if (patients_of_account(transaction, *account_id).size() > 1) return true;
    end_account(transaction, rooms, find_password(transaction, *account_id).value().account, erasure.now);
    forget_sessions_of(transaction, *account_id);
    rooms.audit.record(transaction, event_of(erasure, AuditType::account_closed, *account_id), erasure.now);
    return false;
}

void empty_all(Transaction& transaction, PatientRooms const& rooms, Erasure const& erasure) {
    for (auto const& id :
         empty_patient_whole(transaction, rooms, erasure.registration.patient_id, erasure.now))
        rooms.audit.record(transaction, event_of(erasure, AuditType::patient_erased, id), erasure.now);
}

void tell_patient(Transaction& transaction, PatientRooms const& rooms, Erasure const& erasure) {
    auto const& registration = erasure.registration;
    rooms.notices.queue(
        transaction,
        {.mail = mails::patients::patient_erased{.stays = rooms.catalogue.text(what_stays(rooms),
                                                                               registration.language)},
         .purpose = "patient_erased",
         .about_id = registration.id.text(),
         .to = registration.email,
         .person = initials(registration.name),
         .practice = find_practice(transaction, registration.practice_id),
         .language = registration.language,
         .expires_at = erasure.now + std::chrono::hours(72)},
        erasure.now);
}

}  // namespace

EraseOutcome erase_patient(PatientRooms const& rooms, Id<Registration> const& registration_id,
                           std::string const& actor, Time now) {
    return rooms.database.transaction([&](Transaction& transaction) -> EraseOutcome {
        auto const registration = lock_registration(transaction, registration_id);
        if (!registration) return NoSuchRegistration{};
        if (registration->email.empty()) return ErasedBefore{};
        Erasure const erasure{*registration, actor, now};
        PatientErased const erased{end_account_if_alone(transaction, rooms, erasure)};
        empty_all(transaction, rooms, erasure);
        tell_patient(transaction, rooms, erasure);
        return erased;
    });
}

}  // namespace voordeur
