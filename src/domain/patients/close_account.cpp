// SPDX-License-Identifier: EUPL-1.2
#include "patients/close_account.hpp"

#include <chrono>

#include "accounts/tell_owner.hpp"
#include "audit/audit.hpp"
#include "patients/account_closed.mail.hpp"
#include "patients/account_closed_told.mail.hpp"
#include "patients/end_account.hpp"
#include "patients/patient_store.hpp"
#include "patients/sealed_persons.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::hours mail_of_use_for{72};

struct Closing {
    OwnerToTell owner;  // as it was
    OwnAccountRequest request;
    Time now;
};

void tell_patient(Transaction& transaction, PatientRooms const& rooms, Closing const& closing) {
    auto const& account = closing.owner.account;
    queue_for_owner(
        transaction, rooms.notices,
        {closing.owner,
         {.mail = mails::patients::account_closed{.when = date_and_time(closing.now, account.language)},
          .purpose = "account_closed",
          .about_id = account.id.text(),
          .practice = closing.request.practice,
          .expires_at = closing.now + mail_of_use_for}},
        closing.now);
}

// The account opened the e-services of all of them.
void tell_practices(Transaction& transaction, PatientRooms const& rooms, Closing const& closing) {
    for (auto const& practice : practices_of_account(transaction, closing.owner.account.id)) {
        if (practice.email.empty()) continue;
        rooms.notices.queue(
            transaction,
            {.mail =
                 mails::patients::account_closed_told{
                     .when = date_and_time(closing.now, Language::dutch),
                     .by = rooms.catalogue.text(asked_by(practice, closing.request), Language::dutch),
                     .number = closing.request.customer_number.grouped(),
                     .operator_contact = ways_to_reach(rooms.notices.operated_by())},
             .purpose = "account_closed_told",
             .about_id = closing.owner.account.id.text() + " " + practice.id.text(),
             .to = practice.email,
             .practice = practice,
             .expires_at = closing.now + mail_of_use_for},
            closing.now);
    }
}

AuditEvent closed_event(OwnAccountRequest const& request, Id<Account> const& account_id) {
    return {.type = AuditType::account_closed,
            .action = Action::remove,
            .outcome = Outcome::success,
            .actor = Actor::the_operator(request.actor),
            .object = account_id,
            .practice_id = request.practice.id};
}

}  // namespace

void close_sealed(Transaction& transaction, PatientRooms const& rooms, Account const& account, Time now) {
    for (auto const& patient_id : patients_of_account(transaction, account.id))
        seal_person_of_patient(transaction, rooms, patient_id, now);
    end_account(transaction, rooms, account, now);
}

CloseOutcome close_account(PatientRooms const& rooms, OwnAccountRequest const& request, Time now) {
    return rooms.database.transaction([&](Transaction& transaction) -> CloseOutcome {
        auto const account = own_account(transaction, request);
        // Who signs in at this moment is done before, and signed out now, or finds no account.
        if (!account || !lock_account(transaction, account->id)) return NoSuchPatient{};
        Closing const closing{owner_to_tell(transaction, *account, now), request, now};
        tell_practices(transaction, rooms, closing);
        close_sealed(transaction, rooms, *account, now);
        tell_patient(transaction, rooms, closing);
        rooms.audit.record(transaction, closed_event(request, account->id), now);
        return AccountClosed{};
    });
}

}  // namespace voordeur
