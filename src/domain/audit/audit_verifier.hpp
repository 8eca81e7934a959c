// SPDX-License-Identifier: EUPL-1.2
// Whether the audit log is whole, asked by whoever has the key ring. docs/decisions/0014 has what somebody
// with all rights in the database, but without the ring, can do, and what of it is said here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/audit_cut_store.hpp"
#include "audit/audit_head.hpp"
#include "crypto/sealer.hpp"
#include "store/database.hpp"

namespace voordeur {

// A head that must be in the chain, and who says so.
struct KnownHead {
    AuditHead head;
    std::string source;  // "data/audit-head"; empty: who asks
};

struct AuditVerdict {
    std::int64_t events = 0;   // in the chain, and as they were written
    std::int64_t waiting = 0;  // for their place in it
    AuditHead head;
    AuditCut begins_after = {};         // what comes up to there is gone, as the law lets it
    std::vector<std::string> problems;  // a sentence each; empty: the log is whole
};

// Reads all of the log, page by page; changes nothing. The log may go on growing meanwhile.
AuditVerdict verify_audit_log(Database& database, Mac const& mac, std::vector<KnownHead> known_heads);

}  // namespace voordeur
