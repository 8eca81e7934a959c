// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "audit/audit_head.hpp"
#include "audit/stored_event.hpp"
#include "crypto/sealer.hpp"

namespace voordeur {

// The link after `before` that binds `event`.
inline AuditHead next_head(AuditHead const& before, StoredAuditEvent const& event, Mac const& mac) {
    auto const number = before.number + 1;
    return {number,
            mac.of("audit chain", std::to_string(number) + " " + before.hash + " " + canonical(event))};
}

}  // namespace voordeur
