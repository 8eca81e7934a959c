// SPDX-License-Identifier: EUPL-1.2
// All that differs between the two databases. SQL is written for PostgreSQL; SQLite gets it through here.
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// Without row locks: a SQLite transaction holds the only write lock from its beginning.
std::string sqlite_statement(std::string_view postgresql);

// BIGINT is INTEGER, and every table is STRICT: SQLite would otherwise take a text where a number belongs.
std::string sqlite_migration(std::string_view postgresql);

}  // namespace voordeur
