// SPDX-License-Identifier: EUPL-1.2
#include "sweeper.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>

#include "accounts/deletion_rules.hpp"
#include "accounts/email_change_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "audit/audit_retention.hpp"
#include "base/log.hpp"
#include "clients/assertion_store.hpp"
#include "clients/grant_store.hpp"
#include "documents/acceptance_store.hpp"
#include "factors/challenge_store.hpp"
#include "factors/factor_store.hpp"
#include "factors/passkeys/passkey_store.hpp"
#include "factors/sms/sms_store.hpp"
#include "outbox/outbox_store.hpp"
#include "patients/link_store.hpp"
#include "patients/patient_store.hpp"
#include "patients/registration_store.hpp"
#include "patients/sealed_person_store.hpp"
#include "recoveries/recovery_store.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/new_sign_in_store.hpp"
#include "sessions/session_store.hpp"
#include "tries/counted_tries_store.hpp"
#include "tries/throttle_store.hpp"

namespace voordeur {
namespace {

using std::chrono::days;

// Of what grows with every patient: a first sweep may find years of it, and holds up nobody.
constexpr int at_once = 2000;
constexpr std::chrono::hours swept_every{1};

class Sweep {
  public:
    explicit Sweep(Database& database) : database_(database) {}

    template <class Step>
    void take(std::string what, Step const& step) {
        add(std::move(what), database_.transaction(step));
    }
    // `step` takes at most `at_once`.
    template <class Step>
    void take_in_parts(std::string const& what, Step const& step) {
        std::int64_t taken = at_once;
        while (taken == at_once) {
            taken = database_.transaction(step);
            add(what, taken);
        }
    }
    std::vector<Swept> const& swept() const { return swept_; }

  private:
    void add(std::string what, std::int64_t count) {
        if (swept_.empty() || swept_.back().what != what) swept_.push_back({std::move(what)});
        swept_.back().count += count;
    }

    Database& database_;
    std::vector<Swept> swept_;
};

void sweep_what_signs_in(Sweep& sweep, Time now) {
    // A binding's telephone lies in its challenge, and its codes go with it.
    sweep.take("challenges", [&](Transaction& transaction) {
        return forget_challenges_before(transaction, now - days(1));
    });
    sweep.take("tries", [&](Transaction& transaction) {
        return forget_tries_before(transaction, Tried::code, now - days(1));
    });
    sweep.take("sms_notes",
               [&](Transaction& transaction) { return forget_sms_before(transaction, now - days(2)); });
    sweep.take("throttles",
               [&](Transaction& transaction) { return forget_throttles_before(transaction, now - days(1)); });
    sweep.take("passkey_questions", [&](Transaction& transaction) {
        return forget_passkey_questions_before(transaction, now - std::chrono::hours(1));
    });
    sweep.take("sessions", [&](Transaction& transaction) {
        return forget_sessions_unused_since(transaction, now - days(30));
    });
    sweep.take("email_changes", [&](Transaction& transaction) {
        return forget_email_changes_before(transaction, now - days(30));
    });
    sweep.take("client_assertions",
               [&](Transaction& transaction) { return forget_assertions_expired_before(transaction, now); });
    sweep.take("client_grants", [&](Transaction& transaction) {
        return forget_grants_made_before(transaction, now - days(30));
    });
    sweep.take("known_browsers", [&](Transaction& transaction) {
        return forget_known_browsers_unused_since(transaction, now - known_browser_lasts);
    });
    sweep.take("recoveries", [&](Transaction& transaction) {
        return forget_recoveries_begun_before(transaction, now - days(90));
    });
    sweep.take("new_sign_ins", [&](Transaction& transaction) {
        return forget_new_sign_ins_before(transaction, now - new_sign_in_link_lasts);
    });
    sweep.take("pending_super_pins",
               [&](Transaction& transaction) { return forget_pending_super_pins(transaction, now); });
    sweep.take("ended_super_pins", [&](Transaction& transaction) {
        return forget_super_pins_ended_before(transaction, now - days(90));
    });
    sweep.take("ended_factors", [&](Transaction& transaction) {
        return forget_factors_ended_before(transaction, now - days(90));
    });
}

void sweep_registrations(Sweep& sweep, Time now) {
    sweep.take("visits",
               [&](Transaction& transaction) { return forget_visits_before(transaction, now - days(1)); });
    sweep.take("secrets_of_ended_registrations",
               [&](Transaction& transaction) { return forget_secrets_of_ended(transaction, now); });
    // Longer than any registration lives without being invited again.
    for (auto const what : {Tried::details, Tried::super_pin})
        sweep.take("tries_at_registrations", [&](Transaction& transaction) {
            return forget_tries_before(transaction, what, now - days(90));
        });
    sweep.take_in_parts("links", [&](Transaction& transaction) {
        return forget_links_expired_before(transaction, now - days(90), at_once);
    });
    sweep.take("patients", [&](Transaction& transaction) {
        return forget_patients_ended_before(transaction, now - days(90));
    });
}

// Who is gone has a right to be forgotten once no claim can be made any more.
void sweep_closed_accounts(Sweep& sweep, Time now) {
    sweep.take("acceptances_of_closed_accounts", [&](Transaction& transaction) {
        return forget_acceptances_of_closed(transaction, now - acceptances_stay, at_once);
    });
    // No line is gone before that.
    sweep.take_in_parts("sealed_persons", [&](Transaction& transaction) {
        return forget_sealed_persons(transaction, lines_may_go_before(now, audit_lines_stay_at_least),
                                     at_once);
    });
}

void sweep_messages(Sweep& sweep, Time now) {
    sweep.take("texts_of_messages_given_up",
               [&](Transaction& transaction) { return forget_given_up_expired(transaction, now); });
    sweep.take_in_parts("messages", [&](Transaction& transaction) {
        return forget_messages_ended_before(transaction, now - days(90), at_once);
    });
}

// "sessions 3, links 2"
void log_sweep(std::vector<Swept> const& swept) {
    std::int64_t rows = 0;
    std::string counts;
    for (auto const& [what, count] : swept) {
        rows += count;
        if (count > 0) counts += (counts.empty() ? "" : ", ") + what + " " + std::to_string(count);
    }
    log_info("swept", {{"rows", rows}, {"of", counts}});
}

}  // namespace

std::vector<Swept> sweep(Database& database, Time now) {
    Sweep sweep(database);
    sweep_what_signs_in(sweep, now);
    sweep_registrations(sweep, now);
    sweep_closed_accounts(sweep, now);
    sweep_messages(sweep, now);
    return sweep.swept();
}

void sweep_hourly(std::stop_token const& stop, Database& database, Clock const& clock,
                  std::function<void(Time)> const& done) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    while (!stop.stop_requested()) {
        try {
            auto const now = clock.now();
            log_sweep(sweep(database, now));
            done(now);
        } catch (std::exception const& error) {
            log_warning("sweep_failed", {{"error", error.what()}});
        }
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, swept_every, [] { return false; });
    }
}

}  // namespace voordeur
