// SPDX-License-Identifier: EUPL-1.2
#include "sweep_store.hpp"

#include <chrono>
#include <utility>

namespace voordeur {
namespace {

using std::chrono::days;
using std::chrono::hours;

struct Sweep {
    std::string_view sql;
    hours older_than;
};

// A binding's telephone lies in its attempt; the codes go with it (ON DELETE CASCADE).
constexpr Sweep sweeps[] = {
    {"DELETE FROM attempt WHERE made_at < $1", days(1)},
    {"DELETE FROM sms_sent WHERE made_at < $1", days(2)},
    {"DELETE FROM throttle WHERE last_failure_at < $1 AND wait_until < $1", days(1)},
    {"DELETE FROM visit WHERE expires_at < $1", days(1)},
    {"DELETE FROM session WHERE last_used_at < $1", days(30)},
    {"UPDATE super_pin SET ended_at = made_at, sealed_text = NULL WHERE activated_at IS NULL AND ended_at IS "
     "NULL "
     "AND made_at < $1",
     hours(1)},
    {"UPDATE registration SET password_hash = NULL, super_pin_hash = NULL, last_wrong_try = NULL WHERE "
     "completed_at IS NULL AND expires_at < $1 AND (password_hash IS NOT NULL OR super_pin_hash IS NOT NULL "
     "OR last_wrong_try IS NOT NULL)",
     days(0)},
    {"UPDATE patient SET name = '', email = '', birth_date = '', postcode = '', phone = NULL, patient_number "
     "= NULL "
     "WHERE account_id IS NULL AND email <> '' AND NOT EXISTS (SELECT 1 FROM registration WHERE patient_id = "
     "patient.id "
     "AND expires_at >= $1)",
     days(90)},
};

}  // namespace

void sweep(Database& database, Time now) {
    for (auto const& each : sweeps)
        database.transaction(
            [&](Transaction& transaction) { transaction.run(each.sql, now - each.older_than); });
}

}  // namespace voordeur
