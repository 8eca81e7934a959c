// SPDX-License-Identifier: EUPL-1.2
#include "accounts/audit.hpp"

#include "accounts/audit_store.hpp"
#include "base/id.hpp"

namespace voordeur {

void record_event(Transaction& transaction, AuditEvent const& event, Time now, Random& random) {
    add_audit_event(transaction, new_id(now, random), event, now);
}

}  // namespace voordeur
