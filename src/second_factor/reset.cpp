// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/reset.hpp"

#include <algorithm>

#include "accounts/attempt_store.hpp"
#include "accounts/audit.hpp"
#include "accounts/session_store.hpp"
#include "second_factor/reset_store.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

std::optional<Account> patient_of(Transaction& transaction, ResetRequest const& request) {
    auto account = find_account_by_customer_number(transaction, request.customer_number.text());
    if (!account) return std::nullopt;
    auto const practices = practices_of_account(transaction, account->id);
    auto const is_theirs = std::any_of(practices.begin(), practices.end(), [&](Practice const& practice) {
        return practice.id == request.practice.id;
    });
    return is_theirs ? account : std::nullopt;
}

void tell_patient(Transaction& transaction, App const& app, MailOrder order, Time now) {
    order.file = "second_factor/reset";
    order.purpose = "second_factor_reset";
    order.expires_at = now + std::chrono::hours(72);
    order.params = {{"when", date_and_time(now, order.language)}};
    app.notices.queue(transaction, order, now);
}

AuditEvent reset_event(ResetRequest const& request, std::string const& factor_id) {
    return {.type = "second_factor.reset",
            .action = Action::remove,
            .outcome = Outcome::success,
            .actor = {request.actor, "operator", ""},
            .object_type = "second_factor",
            .object_id = factor_id,
            .practice_id = request.practice.id};
}

}  // namespace

ResetOutcome reset_second_factor(App const& app, ResetRequest const& request, Time now) {
    auto const outcome = app.database.transaction([&](Transaction& transaction) -> ResetOutcome {
        auto const account = patient_of(transaction, request);
        if (!account) return NoSuchPatient{};
        // Who signs in at this moment is done before, or finds no second factor.
        lock_account(transaction, account->id);
        auto const factor_id = end_second_factor(transaction, account->id, now);
        if (!factor_id) return NoSecondFactor{};
        end_attempts_of_account(transaction, account->id, now);
        end_sessions_of_account(transaction, account->id, now);
        MailOrder order;
        order.about_id = *factor_id;
        order.to = account->email;
        order.practice = request.practice;
        order.language = account->language;
        tell_patient(transaction, app, std::move(order), now);
        record_event(transaction, reset_event(request, *factor_id), now, app.random);
        return SecondFactorReset{};
    });
    app.wake_outbox();
    return outcome;
}

}  // namespace voordeur
