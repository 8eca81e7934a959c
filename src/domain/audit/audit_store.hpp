// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "audit/audit.hpp"

namespace voordeur {

// The event, and that it waits for its place in the chain.
void add_audit_event(Transaction& transaction, Id<AuditEvent> const& id, AuditEvent const& event, Time now);

// One of the same type and object, after `since`. What a clock that was set back left in the future counts.
bool has_refusal(Transaction& transaction, AuditEvent const& event, Time since, Time now);
bool has_so_many(Transaction& transaction, RecordedSteps const& steps, std::int64_t count);

}  // namespace voordeur
