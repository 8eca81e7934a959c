// SPDX-License-Identifier: EUPL-1.2
#include "patients/sealed_persons.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "accounts/account_store.hpp"
#include "base/json_line.hpp"
#include "patients/patient_store.hpp"
#include "patients/registration_store.hpp"
#include "patients/sealed_person_store.hpp"
#include "patients/words.hpp"
#include "practices/practice_store.hpp"

namespace voordeur {
namespace {

// Who it was: no more than tells one person from another.
struct Person {
    std::string name, birth_date, practice;
};

struct Gone {
    AuditObject about;
    std::string customer_number;
    std::vector<Person> known_as;
};

// The id stands in it too: what is sealed about one is not another's.
void seal(Transaction& transaction, PatientRooms const& rooms, Gone const& gone, Time now) {
    nlohmann::ordered_json json;
    json["id"] = gone.about.id();
    json["customer_number"] = gone.customer_number;
    json["sealed_at"] = utc_text(now);
    for (auto const& [name, birth_date, practice] : gone.known_as)
        json["known_at"].push_back({{"practice", practice}, {"name", name}, {"birth_date", birth_date}});
    save_sealed_person(transaction, rooms.mac,
                       {gone.about, gone.customer_number, rooms.sealed_persons_key->seal(json_line(json))},
                       now);
}

std::string name_of_practice(Transaction& transaction, Id<Practice> const& id) {
    auto const practice = find_practice(transaction, id);
    return practice ? practice->name : "";
}

AuditEvent opened(OpenSealed const& request, AuditObject const& about) {
    auto const is_request = request.reason == OpeningReason::request;
    return {.type = is_request ? AuditType::patient_opened_for_request : AuditType::patient_opened_for_claim,
            .action = Action::read,
            .actor = Actor::the_operator(request.actor),
            .object = about};
}

}  // namespace

void seal_person_of_account(Transaction& transaction, PatientRooms const& rooms, Account const& account,
                            Time now) {
    if (!rooms.sealed_persons_key) return;
    Gone gone{account.id, account.customer_number, {}};
    for (auto const& patient : told_of_account(transaction, account.id, rooms.sealer))
        gone.known_as.push_back({account.name, patient.told.details.birth_date,
                                 name_of_practice(transaction, patient.told.practice_id)});
    if (gone.known_as.empty()) gone.known_as.push_back({account.name, "", ""});
    seal(transaction, rooms, gone, now);
}

void seal_person_of_patient(Transaction& transaction, PatientRooms const& rooms,
                            Id<Patient> const& patient_id, Time now) {
    if (!rooms.sealed_persons_key) return;
    for (auto const& id : registrations_of(transaction, patient_id)) {
        auto const registration = lock_registration(transaction, id);
        if (!registration || registration->name.empty()) continue;  // erased before
        seal(transaction, rooms,
             {id,
              registration->customer_number,
              {{registration->name, registration->birth_date,
                name_of_practice(transaction, registration->practice_id)}}},
             now);
    }
}

Word what_stays(PatientRooms const& rooms) {
    return rooms.sealed_persons_key ? words::patients::log_stays_and_who_sealed : words::patients::log_stays;
}

OpenSealedOutcome open_sealed(PatientRooms const& rooms, OpenSealed const& request, OpeningKey const& key,
                              Time now) {
    return rooms.database.transaction([&](Transaction& transaction) -> OpenSealedOutcome {
        auto const found = request.id.empty()
                               ? sealed_persons_of_number(transaction, rooms.mac, request.customer_number)
                               : sealed_persons_of_id(transaction, rooms.mac, request.id);
        if (found.empty()) return NothingSealed{};
        if (!std::ranges::all_of(found, &SealedPerson::is_ours)) return NotOurSealed{};
        SealedOpened persons;
        for (auto const& person : found) {
            auto const plain = key.open(person.sealed);
            if (!plain) return OtherKey{};
            persons.persons.push_back(*plain);
        }
        for (auto const& person : found) rooms.audit.record(transaction, opened(request, person.about), now);
        return persons;
    });
}

}  // namespace voordeur
