// SPDX-License-Identifier: EUPL-1.2
#include "one_audit_line.hpp"

#include "audit/audit_chain.hpp"
#include "base/random.hpp"
#include "crypto/sealer.hpp"
#include "installed_database.hpp"

namespace voordeur {

void record_one_line(OpenedDatabase const& opened, AuditEvent const& event,
                     std::chrono::milliseconds patience) {
    SystemRandom random;
    SystemClock const clock;
    Mac const mac(opened.ring);
    AuditWriter writer(mac, random);
    AuditHeadFile const head_file(audit_head_file_of(opened.config));
    opened.database.transaction(
        [&](Transaction& transaction) { writer.record(transaction, event, clock.now()); });
    AuditChainer(opened.database, mac, writer, head_file).settle(clock, patience);
}

}  // namespace voordeur
