// SPDX-License-Identifier: EUPL-1.2
// The audit log as a chain: each row of audit_chain holds a MAC of its event and of the row before, so that a
// row that was changed, taken away, put elsewhere or added by whoever has the database but not the key ring
// shows. Rows that were cut off at the end show against a head that was written down elsewhere: the server's
// log has one each hour. A step only writes its event; one chainer at a time binds them, so steps do not wait
// for each other. Thread safe, and so are several processes on one database.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "crypto/sealer.hpp"
#include "store/database.hpp"

namespace voordeur {

// The last row of the chain, as the log and `voordeur audit verify` write it: "1234:9f86d081…".
struct AuditHead {
    std::int64_t number = 0;
    std::string hash;

    std::string text() const { return std::to_string(number) + ":" + hash; }
    // nullopt: not of that form.
    static std::optional<AuditHead> parse(std::string_view text);
    bool operator==(AuditHead const&) const = default;
};

AuditHead audit_head(Database& database);

// Binds what waits, in the order in which it happened; how many. Another process may be at it: then 0.
std::size_t chain_audit_events(Database& database, Mac const& mac);

struct AuditVerdict {
    std::int64_t events = 0;   // in the chain
    std::int64_t waiting = 0;  // not chained yet
    AuditHead head;
    std::vector<std::string> problems;  // a sentence each; empty: the log is whole
};

// Reads the whole chain. `written_down`: a head from the log that must be in it.
AuditVerdict verify_audit_log(Database& database, Mac const& mac,
                              std::optional<AuditHead> const& written_down);

// Calls `line` with one JSON text for each event from `from` until before `to`, in the order of the chain;
// what is not chained yet comes with the next export.
void export_audit_log(Database& database, Time from, Time to,
                      std::function<void(std::string const&)> const& line);

}  // namespace voordeur
