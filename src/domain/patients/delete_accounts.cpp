// SPDX-License-Identifier: EUPL-1.2
#include "patients/delete_accounts.hpp"

#include <chrono>

#include "accounts/account_store.hpp"
#include "accounts/deletion_rules.hpp"
#include "accounts/tell_owner.hpp"
#include "audit/audit.hpp"
#include "patients/account_deleted.mail.hpp"
#include "patients/account_deleted_told.mail.hpp"
#include "patients/empty_patient.hpp"
#include "patients/end_account.hpp"
#include "patients/patient_store.hpp"
#include "patients/sealed_persons.hpp"
#include "practices/practice_store.hpp"
#include "sessions/session_store.hpp"
#include "values/customer_number.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::int64_t at_once = 100;
constexpr std::chrono::hours mail_of_use_for{72};

struct Deletion {
    OwnerToTell owner;  // as it was
    std::vector<Practice> practices;
    Time now;
};

void tell_owner(Transaction& transaction, PatientRooms const& rooms, Deletion const& deletion) {
    auto const& account = deletion.owner.account;
    queue_for_owner(
        transaction, rooms.notices,
        {deletion.owner,
         {.mail = mails::patients::account_deleted{.when = date_and_time(deletion.now, account.language),
                                                   .stays = rooms.catalogue.text(what_stays(rooms),
                                                                                 account.language)},
          .purpose = "account_deleted",
          .about_id = account.id.text(),
          .practice = deletion.practices.empty() ? std::nullopt : std::optional(deletion.practices.front()),
          .expires_at = deletion.now + mail_of_use_for}},
        deletion.now);
}

void tell_practices(Transaction& transaction, PatientRooms const& rooms, Deletion const& deletion) {
    auto const number = CustomerNumber::parse(deletion.owner.account.customer_number).value().grouped();
    for (auto const& practice : deletion.practices) {
        if (practice.email.empty()) continue;
        rooms.notices.queue(transaction,
                            {.mail =
                                 mails::patients::account_deleted_told{
                                     .when = date_and_time(deletion.now, Language::dutch), .number = number},
                             .purpose = "account_deleted_told",
                             .about_id = deletion.owner.account.id.text() + " " + practice.id.text(),
                             .to = practice.email,
                             .practice = practice,
                             .expires_at = deletion.now + mail_of_use_for},
                            deletion.now);
    }
}

AuditEvent event_of(AuditType type, AuditObject const& object) {
    return {.type = type,
            .action = Action::remove,
            .outcome = Outcome::success,
            .actor = Actor::voordeur_itself(),
            .object = object};
}

// False: its owner changed their mind, or another machine did it.
bool delete_account(Transaction& transaction, PatientRooms const& rooms, Id<Account> const& id, Time now) {
    if (!lock_account(transaction, id)) return false;
    auto const asked_at = deletion_asked_at(transaction, id);
    auto const stored = find_password(transaction, id);
    if (!asked_at || !stored || !is_to_be_deleted(*asked_at, now)) return false;
    Deletion const deletion{owner_to_tell(transaction, stored->account, now),
                            practices_of_account(transaction, id), now};
    auto const patients = patients_of_account(transaction, id);
    end_account(transaction, rooms, stored->account, now);
    forget_sessions_of(transaction, id);
    rooms.audit.record(transaction, event_of(AuditType::account_closed, id), now);
    for (auto const& patient_id : patients)
        for (auto const& registration_id : empty_patient_whole(transaction, rooms, patient_id, now))
            rooms.audit.record(transaction, event_of(AuditType::patient_erased, registration_id), now);
    tell_practices(transaction, rooms, deletion);
    tell_owner(transaction, rooms, deletion);
    return true;
}

}  // namespace

std::int64_t delete_accounts_due(PatientRooms const& rooms, Time now) {
    auto const due = rooms.database.read([&](Transaction& transaction) {
        return accounts_to_delete(transaction, now - deletion_waits, at_once);
    });
    std::int64_t deleted = 0;
    for (auto const& id : due)
        deleted += rooms.database.transaction(
            [&](Transaction& transaction) { return delete_account(transaction, rooms, id, now) ? 1 : 0; });
    return deleted;
}

}  // namespace voordeur
