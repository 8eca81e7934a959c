// SPDX-License-Identifier: EUPL-1.2
// All that differs between the two databases. SQL is written for PostgreSQL; SQLite gets it through here.
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// For SQLite, whose writing transaction holds the only write lock from its beginning, and for a transaction
// that only reads.
std::string without_row_locks(std::string_view sql);

// BIGINT is INTEGER, and every table is STRICT: SQLite would otherwise take a text where a number belongs.
std::string sqlite_migration(std::string_view postgresql);
// In both, a line `-- append-only: TABLE` becomes triggers that refuse to change or remove its rows,
// and `-- old lines may go` what lets the audit log's rows go after five years.
std::string postgres_migration(std::string_view postgresql);

// PostgreSQL: lets `role` do what the server does, and nothing that a migration or a forger of the audit log
// does. The script is for the owner of the tables.
std::string postgres_grants(std::string_view role);

}  // namespace voordeur
