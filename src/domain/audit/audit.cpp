// SPDX-License-Identifier: EUPL-1.2
#include "audit/audit.hpp"

#include "audit/audit_store.hpp"

namespace voordeur {

void record_event(Transaction& transaction, AuditEvent const& event, Time now, Random& random) {
    add_audit_event(transaction, new_id<AuditEvent>(now, random), event, now);
}

}  // namespace voordeur
