// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit_head.hpp"
#include "audit/stored_event.hpp"
#include "store/database.hpp"

namespace voordeur {

// --- the head, which says how long the chain is, and whose row is locked by who makes it longer

enum class HeadLock { taken, taken_by_another, no_head };
HeadLock lock_audit_head(Transaction& transaction);
void make_audit_head(Transaction& transaction);
void save_audit_head(Transaction& transaction, AuditHead const& head);

struct ChainEnd {
    std::optional<AuditHead> head;  // as it is stored; nullopt: there is none, or it cannot be read
    AuditHead last;                 // the last link that there is
    bool is_unmarked = true;        // that link's line has no mark: it is older than marks
};
// Of one moment.
ChainEnd find_chain_end(Transaction& transaction);

// --- what waits for its place

bool any_audit_pending(Transaction& transaction);
struct WaitingLine {
    Id<AuditEvent> id;
    bool is_chained = false;
    std::optional<StoredAuditEvent> event = {};  // nullopt: it is gone
};
// At most `limit` of the oldest; they do not wait any more when this commits.
std::vector<WaitingLine> take_waiting_lines(Transaction& transaction, int limit);
// At most `limit` whose id is after `id`.
std::vector<WaitingLine> waiting_lines_after(Transaction& transaction, std::string const& id, int limit);

// --- the chain

struct AuditLink {
    AuditHead at;
    Id<AuditEvent> event_id;
    std::optional<StoredAuditEvent> event;  // nullopt: it is gone
};
void add_audit_link(Transaction& transaction, AuditHead const& at, Id<AuditEvent> const& event_id);
std::optional<std::string> hash_at(Transaction& transaction, std::int64_t number);
// At most `limit` links after `number`.
std::vector<AuditLink> audit_links_after(Transaction& transaction, std::int64_t number, int limit);
// At most `limit` whose event's id is after `id` and before `end`, in the order of the ids.
struct IdRange {
    std::string after, before;
};
std::vector<AuditLink> audit_links_of(Transaction& transaction, IdRange const& range, int limit);

// --- the lines

struct LineState {
    Id<AuditEvent> id;
    bool is_bound;  // in the chain, or waits for it
};
// At most `limit` whose id is after `id`.
std::vector<LineState> lines_after(Transaction& transaction, std::string const& id, int limit);
std::optional<StoredAuditEvent> find_stored_event(Transaction& transaction, Id<AuditEvent> const& id);

}  // namespace voordeur
