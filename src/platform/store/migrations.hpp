// SPDX-License-Identifier: EUPL-1.2
// Numbered SQL files, forward only; a restore is the way back. They are compiled in.
//
// While a cluster is upgraded, servers of the release before go on serving a schema that is newer than
// theirs, if the migration says that they may, in a line of its own:
//     -- may still serve: 9
// which means every server that knows migration 9. Without that line none may that does not know the
// migration itself. What may stand beside such servers: a table, an index, a column with a default. What may
// not: anything that they read or write and that has another name or meaning now.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "store/database.hpp"

namespace voordeur {

struct Migration {
    int number;             // 1, 2, 3, …
    std::string_view name;  // 0001_journey
    std::string_view sql;
};

// served: newer than this program, which may still serve it.
enum class SchemaState { empty, older, current, served, newer };

// How the database stands to the migrations of this program.
SchemaState schema_state(Database& database, std::span<Migration const> migrations);

// Applies what is missing, each in a transaction of its own, and answers how many. Two at once are safe: the
// second waits and finds nothing to do.
int migrate(Database& database, std::span<Migration const> migrations, Time now);

}  // namespace voordeur
