// SPDX-License-Identifier: EUPL-1.2
// Where the audit log begins since its oldest lines are gone, as the law lets it (docs/decisions/0018). All
// of it is under a MAC of the ring: a log that was cut short by somebody else does not begin there.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "audit/audit_head.hpp"
#include "audit/writer_numbers_rules.hpp"
#include "base/time.hpp"
#include "crypto/sealer.hpp"
#include "store/database.hpp"

namespace voordeur {

struct AuditCut {
    AuditHead at;            // the last link that is gone; number 0: none is
    Time lines_until{};      // when the newest of those lines was written
    bool is_marked = false;  // some had a mark: all after them have one
    std::string found = {};  // what was not right in what is gone, a sentence a line
};

struct ForgedCut {};  // somebody else's, or changed
// Nothing is gone where there is none.
std::variant<AuditCut, ForgedCut> find_cut(Transaction& transaction, Mac const& mac);
void save_cut(Transaction& transaction, AuditCut const& cut, Mac const& mac);

// What is gone of each writer. A row that is not ours is as none: its lines are told as missing.
WriterNumbers gone_of_writers(Transaction& transaction, Mac const& mac);
// These are gone as well.
void add_gone(Transaction& transaction, WriterNumbers const& numbers, Mac const& mac);

// Removes these links, and their lines where those are as old as is said. What else says that it is there
// stays, and is told as what it is. How many lines.
struct ToGo {
    std::int64_t after, to;  // numbers of links
    Time written_before;
};
std::int64_t remove_old_lines(Transaction& transaction, ToGo const& what);

}  // namespace voordeur
