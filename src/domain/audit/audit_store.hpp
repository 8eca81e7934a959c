// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "audit/stored_event.hpp"

namespace voordeur {

StoredAuditEvent stored_form(Id<AuditEvent> const& id, AuditEvent const& event, Time now);
// The line, and that it waits for its place in the chain.
void add_audit_line(Transaction& transaction, StoredAuditEvent const& line);

// Where a line is that was written: in the chain, waiting for it, neither (but there), or not there at all.
enum class LinePlace { chained, waiting, taken_out, nowhere };
LinePlace find_line(Transaction& transaction, Id<AuditEvent> const& id);
void let_wait_again(Transaction& transaction, Id<AuditEvent> const& id);

// One of the same type and object, after `since`. What a clock that was set back left in the future counts.
std::optional<Id<AuditEvent>> find_refusal(Transaction& transaction, AuditEvent const& event, Time since,
                                           Time now);
// Of all networks of its site, newest first; none where it comes from no site.
std::vector<Id<AuditEvent>> refusals_of_site(Transaction& transaction, AuditEvent const& event, Time since,
                                             Time now);
// How many of these succeeded, wherever in that site.
std::int64_t count_of_site(Transaction& transaction, RecordedSteps const& steps, std::string const& site);
bool has_so_many(Transaction& transaction, RecordedSteps const& steps, std::int64_t count);

}  // namespace voordeur
