// SPDX-License-Identifier: EUPL-1.2
#include "patients/empty_patient.hpp"

#include "accounts/account_store.hpp"
#include "outbox/outbox_store.hpp"
#include "patients/patient_store.hpp"
#include "patients/registration_store.hpp"
#include "patients/sealed_persons.hpp"

namespace voordeur {

std::vector<Id<Registration>> empty_patient_whole(Transaction& transaction, PatientRooms const& rooms,
                                                  Id<Patient> const& patient_id, Time now) {
    seal_person_of_patient(transaction, rooms, patient_id, now);
    unlink_patient(transaction, patient_id);
    auto const registrations = registrations_of(transaction, patient_id);
    for (auto const& id : registrations) {
        if (auto const registration = lock_registration(transaction, id))
            keep_customer_number(transaction, rooms.mac, registration->customer_number, now);
        recall(transaction, id.text(), now);
        stop_registration(transaction, id, now);
        empty_registration(transaction, id);
    }
    empty_patient(transaction, patient_id);
    return registrations;
}

}  // namespace voordeur
