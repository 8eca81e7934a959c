// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "audit/audit.hpp"

namespace voordeur {

// The event, and that it waits for its place in the chain.
void add_audit_event(Transaction& transaction, Id<AuditEvent> const& id, AuditEvent const& event, Time now);

}  // namespace voordeur
