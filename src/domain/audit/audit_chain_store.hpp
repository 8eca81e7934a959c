// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/audit_chain.hpp"
#include "base/id.hpp"
#include "store/database.hpp"

namespace voordeur {

struct AuditEvent;

// The columns of audit_event in their order, as the database has them; nullopt is NULL.
struct StoredAuditEvent {
    std::vector<std::optional<std::string>> fields;

    Id<AuditEvent> id() const { return Id<AuditEvent>(fields.front().value()); }
};

// Names of the columns, in that order.
std::vector<std::string_view> const& audit_event_columns();

struct AuditLink {
    AuditHead at;
    Id<AuditEvent> event_id;
    std::optional<StoredAuditEvent> event;  // nullopt: it is gone
};

bool any_audit_pending(Transaction& transaction);
// Locked until the transaction ends; nullopt while another chainer has it.
std::optional<AuditHead> lock_audit_head(Transaction& transaction);
AuditHead find_audit_head(Transaction& transaction);
void save_audit_head(Transaction& transaction, AuditHead const& head);

// At most `limit` of the oldest; they do not wait any more when this commits.
std::vector<StoredAuditEvent> take_pending_audit_events(Transaction& transaction, int limit);
void add_audit_link(Transaction& transaction, AuditHead const& at, Id<AuditEvent> const& event_id);

// At most `limit` links after `number`.
std::vector<AuditLink> audit_links_after(Transaction& transaction, std::int64_t number, int limit);
std::int64_t count_pending_audit_events(Transaction& transaction);
// Events that are neither in the chain nor waiting for it.
std::int64_t count_unchained_audit_events(Transaction& transaction);
// What waits but has no event.
std::int64_t count_lost_audit_events(Transaction& transaction);

}  // namespace voordeur
