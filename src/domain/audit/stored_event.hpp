// SPDX-License-Identifier: EUPL-1.2
// A line of the audit log as the database has it, and what binds it until the chain does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "crypto/sealer.hpp"

namespace voordeur {

struct AuditEvent;

// Who wrote a line, and as which of its lines: a writer is one connection of one process, whose lines have
// the numbers 1, 2, 3 … without gaps. The MAC binds both to the line.
struct WriterMark {
    std::string writer;
    std::int64_t number = 0;
    std::string mac;
};

struct StoredAuditEvent {
    // The columns of audit_event_columns(); nullopt is NULL.
    std::vector<std::optional<std::string>> fields;
    // nullopt: written before there were marks.
    std::optional<WriterMark> mark = {};

    Id<AuditEvent> id() const { return Id<AuditEvent>(fields.front().value()); }
};

std::vector<std::string_view> const& audit_event_columns();

// Every field with its length, so that no two events have one text.
std::string canonical(StoredAuditEvent const& event);

// The MAC of what the writer's line says.
std::string mac_of_line(Mac const& mac, StoredAuditEvent const& event, std::string const& writer,
                        std::int64_t number);
// Whether it has a mark that belongs to it.
bool is_marked(Mac const& mac, StoredAuditEvent const& event);

}  // namespace voordeur
