// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit.hpp"

#include <chrono>

#include "audit/audit_store.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::minutes same_refusal_again{1};

}  // namespace

void record_event(Transaction& transaction, AuditEvent const& event, Time now, Random& random) {
    if (event.outcome == Outcome::refused && has_refusal(transaction, event, now - same_refusal_again, now))
        return;
    add_audit_event(transaction, new_id<AuditEvent>(now, random), event, now);
}

bool are_at_least(Transaction& transaction, RecordedSteps const& steps, std::int64_t count) {
    return has_so_many(transaction, steps, count);
}

}  // namespace voordeur
