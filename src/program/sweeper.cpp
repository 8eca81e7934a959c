// SPDX-License-Identifier: EUPL-1.2
#include "sweeper.hpp"

#include <chrono>

#include "accounts/super_pin_store.hpp"
#include "factors/challenge_store.hpp"
#include "factors/sms/sms_store.hpp"
#include "patients/link_store.hpp"
#include "patients/patient_store.hpp"
#include "patients/registration_store.hpp"
#include "sessions/session_store.hpp"
#include "tries/counted_tries_store.hpp"
#include "tries/throttle_store.hpp"

namespace voordeur {

using std::chrono::days;

void sweep(Database& database, Time now) {
    auto const each = [&](auto const& step) { database.transaction(step); };
    // A binding's telephone lies in its challenge, and its codes go with it.
    each([&](Transaction& transaction) { forget_challenges_before(transaction, now - days(1)); });
    each([&](Transaction& transaction) { forget_tries_before(transaction, Tried::code, now - days(1)); });
    each([&](Transaction& transaction) { forget_sms_before(transaction, now - days(2)); });
    each([&](Transaction& transaction) { forget_throttles_before(transaction, now - days(1)); });
    each([&](Transaction& transaction) { forget_visits_before(transaction, now - days(1)); });
    each([&](Transaction& transaction) { forget_sessions_unused_since(transaction, now - days(30)); });
    each([&](Transaction& transaction) { forget_pending_super_pins(transaction, now); });
    each([&](Transaction& transaction) { forget_secrets_of_ended(transaction, now); });
    // Longer than any registration lives without being invited again.
    for (auto const what : {Tried::details, Tried::super_pin})
        each([&](Transaction& transaction) { forget_tries_before(transaction, what, now - days(90)); });
    each([&](Transaction& transaction) { forget_patients_ended_before(transaction, now - days(90)); });
}

}  // namespace voordeur
