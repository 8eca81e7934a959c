// SPDX-License-Identifier: EUPL-1.2
#include "patients/reset_second_factor.hpp"

#include "accounts/tell_owner.hpp"
#include "audit/audit.hpp"
#include "factors/challenge_store.hpp"
#include "factors/factor_store.hpp"
#include "patients/own_account.hpp"
#include "patients/reset_second_factor.mail.hpp"
#include "patients/reset_told.mail.hpp"
#include "patients/words.hpp"
#include "practices/sign_in_address.hpp"
#include "recoveries/recovery_store.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/session_store.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

struct Reset {
    Id<Factor> const& factor_id;
    Account const& account;
    OwnAccountRequest const& request;
};

// In the name of the practice that asked, whichever others there are.
void tell_patient(Transaction& transaction, PatientRooms const& rooms, Reset const& reset, Time now) {
    auto const& [factor_id, account, request] = reset;
    auto const address = sign_in_address(rooms.site, request.practice);
    queue_for_owner(
        transaction, rooms.notices,
        {owner_to_tell(transaction, account, now),
         {.mail = mails::patients::reset_second_factor{.when = date_and_time(now, account.language),
                                                       .address = address},
          .purpose = "second_factor_reset",
          .about_id = factor_id.text(),
          .practice = request.practice,
          .expires_at = now + std::chrono::hours(72),
          .link = address,
          .link_label = words::patients::mail_sign_in}},
        now);
}

// The account opens the e-services of all of them, not of the one that asked alone.
void tell_practices(Transaction& transaction, PatientRooms const& rooms, Reset const& reset, Time now) {
    for (auto const& practice : practices_of_account(transaction, reset.account.id)) {
        if (practice.email.empty()) continue;
        auto const number = CustomerNumber::parse(reset.account.customer_number).value().grouped();
        rooms.notices.queue(
            transaction,
            {.mail =
                 mails::patients::reset_told{
                     .when = date_and_time(now, Language::dutch),
                     .by = rooms.catalogue.text(asked_by(practice, reset.request), Language::dutch),
                     .number = number,
                     .operator_contact = ways_to_reach(rooms.notices.operated_by())},
             .purpose = "second_factor_reset_told",
             .about_id = reset.factor_id.text() + " " + practice.id.text(),
             .to = practice.email,
             .practice = practice,
             .expires_at = now + std::chrono::hours(72)},
            now);
    }
}

AuditEvent reset_event(OwnAccountRequest const& request, Id<Factor> const& factor_id) {
    return {.type = AuditType::second_factor_reset,
            .action = Action::remove,
            .outcome = Outcome::success,
            .actor = Actor::the_operator(request.actor),
            .object = factor_id,
            .practice_id = request.practice.id};
}

}  // namespace

ResetOutcome reset_second_factor(PatientRooms const& rooms, OwnAccountRequest const& request, Time now) {
    auto const outcome = rooms.database.transaction([&](Transaction& transaction) -> ResetOutcome {
        auto const account = own_account(transaction, request);
        if (!account) return NoSuchPatient{};
        // Who signs in at this moment is done before, or finds no second factor.
        if (!lock_account(transaction, account->id)) return NoSuchPatient{};
        auto const factor_ids = end_factors(transaction, account->id, now);
        if (factor_ids.empty()) return NoSecondFactor{};
        end_challenges_of_account(transaction, account->id, now);
        forget_proofs(transaction, account->id,
                      {Proof::phone, Proof::app, Proof::passkey, Proof::paper_code});
        end_sessions_of_account(transaction, account->id, now);
        forget_known_browsers(transaction, account->id);
        Reset const reset{factor_ids.front(), *account, request};
        tell_patient(transaction, rooms, reset, now);
        tell_practices(transaction, rooms, reset, now);
        for (auto const& factor_id : factor_ids)
            rooms.audit.record(transaction, reset_event(request, factor_id), now);
        return SecondFactorReset{};
    });
    return outcome;
}

}  // namespace voordeur
