// SPDX-License-Identifier: EUPL-1.2
// Lines of the audit log as the person whom they are about may read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Practice;

struct AccessLine {
    Id<AuditEvent> id;
    Time at;
    std::string type;    // stored_name of an AuditType; of an older program maybe none of these
    bool is_refused;     // it was tried, and not let through
    std::string who_id;  // Actor::id
    std::string role;    // stored_name of a Role
    std::optional<Id<Practice>> practice_id;

    // Of somebody who was not signed in and had no link, too.
    bool is_by_others() const { return role != stored_name(Role::patient) || who_id == "unknown"; }
};

// What lines may be about (audit.hpp), and since when it is that person's.
struct AccessObject {
    std::string id;
    Time since = {};
};
// Newest first; `before` is a line: what came after it, and itself, are left out.
struct AccessRange {
    Time from;
    Time to;
    std::optional<AccessLine> before = {};
    std::int64_t most = 50;
};
// who_signs_in: lines of signing in alone, whoever it was.
enum class AccessBy { others, the_patient, anyone, who_signs_in };
// Of several objects of one person.
std::vector<AccessLine> access_lines(Transaction& transaction, std::vector<AccessObject> const& objects,
                                     AccessBy by, AccessRange const& range);
// nullopt: none, or it is about none of these.
std::optional<AccessLine> find_access_line(Transaction& transaction, std::vector<AccessObject> const& objects,
                                           Id<AuditEvent> const& id);
// When the first line of any of these was written; nullopt: there is none.
std::optional<Time> first_access(Transaction& transaction, std::vector<AccessObject> const& objects);

}  // namespace voordeur
