// SPDX-License-Identifier: EUPL-1.2
// The audit log as a chain: each row of audit_chain holds a MAC of its event and of the row before. A step
// only writes its line, bound by its writer's mark; one chainer at a time binds lines to each other, so steps
// do not wait for each other. What whoever has the database but not the key ring can still do, and where it
// shows, is docs/decisions/0014. Several processes may share one database.
#pragma once

#include <chrono>
#include <cstddef>

#include "audit/audit_head.hpp"
#include "base/time.hpp"
#include "crypto/sealer.hpp"
#include "store/database.hpp"

namespace voordeur {

class AuditWriter;

// SQLite has one writer: whoever wants to write gets a turn in between.
inline constexpr std::chrono::milliseconds rest_between_batches{10};

AuditHead audit_head(Database& database);
// Or was, among what is gone as the law lets it.
bool is_in_chain(Transaction& transaction, AuditHead const& head, Mac const& mac);

// Used by one thread at a time; several processes, each with one, take turns.
class AuditChainer {
  public:
    AuditChainer(Database& database, Mac const& mac, AuditWriter& writer, AuditHeadFile const& head_file);

    // Binds some of what waits, the oldest first; how many were taken. Another process may be at it: then 0.
    // It takes a few milliseconds, so that whoever wants to write gets a turn; call it again until it answers
    // 0, with a pause in between. A line without a mark that belongs to it is not bound, and logged.
    //
    // The chain goes on from the furthest head that the database or this machine knows: where rows were
    // cut off and the head was set back, the gap stays for ever. That is logged, and recorded.
    std::size_t chain(Time now);

    bool is_any_waiting() const;
    // Binds until what this process wrote last is in the chain. False: `patience` was over before.
    bool settle(Clock const& clock, std::chrono::milliseconds patience);

  private:
    struct Batch;
    Batch bind_some(Transaction& transaction) const;
    void tell(Batch const& batch, Time now);
    void see(AuditHead const& head);

    Database& database_;
    Mac const& mac_;
    AuditWriter& writer_;
    AuditHeadFile const& head_file_;
    AuditHead seen_;  // the last head that this machine knows
};

}  // namespace voordeur
