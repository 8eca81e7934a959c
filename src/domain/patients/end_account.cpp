// SPDX-License-Identifier: EUPL-1.2
#include "patients/end_account.hpp"

#include "accounts/email_change_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "clients/grant_store.hpp"
#include "factors/challenge_store.hpp"
#include "factors/factor_store.hpp"
#include "factors/sms/sms_store.hpp"
#include "outbox/outbox_store.hpp"
#include "patients/patient_store.hpp"
#include "patients/registration_store.hpp"
#include "patients/sealed_persons.hpp"
#include "recoveries/recovery_store.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/new_sign_in_store.hpp"
#include "sessions/session_store.hpp"

namespace voordeur {
namespace {

void end_factors_and_codes(Transaction& transaction, Id<Account> const& account_id, Time now) {
    for (auto const& factor_id : end_factors(transaction, account_id, now))
        recall(transaction, factor_id.text(), now);
    for (auto const& challenge_id : forget_challenges_of(transaction, account_id))
        recall(transaction, challenge_id.text(), now);
    forget_sms_of(transaction, account_id);
}

void set_patients_free(Transaction& transaction, Id<Account> const& account_id, Time now) {
    for (auto const& patient_id : patients_of_account(transaction, account_id)) {
        for (auto const& registration_id : registrations_of(transaction, patient_id)) {
            recall(transaction, registration_id.text(), now);
            stop_registration(transaction, registration_id, now);
        }
        unlink_patient(transaction, patient_id);
    }
}

}  // namespace

void end_account(Transaction& transaction, PatientRooms const& rooms, Account const& account, Time now) {
    auto const& account_id = account.id;
    keep_customer_number(transaction, rooms.mac, account.customer_number, now);
    seal_person_of_account(transaction, rooms, account, now);
    end_sessions_of_account(transaction, account_id, now);
    forget_known_browsers(transaction, account_id);
    for (auto const& id : forget_new_sign_ins_of(transaction, account_id))
        recall(transaction, id.text(), now);
    end_factors_and_codes(transaction, account_id, now);
    forget_super_pins(transaction, account_id);
    forget_recoveries_of(transaction, account_id);
    forget_email_changes_of(transaction, account_id);
    forget_at_clients(transaction, account_id);
    set_patients_free(transaction, account_id, now);
    close_account(transaction, account_id, now);
}

}  // namespace voordeur
