// SPDX-License-Identifier: EUPL-1.2
// Numbered SQL files, forward only; a restore is the way back. They are compiled in.
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

enum class SchemaState { empty, older, current, newer };

// How the database stands to the migrations of this program.
SchemaState schema_state(Database& database, std::span<Migration const> migrations);

// Applies what is missing, each in a transaction of its own, and answers how many. Two at once are safe: the
// second waits and finds nothing to do.
int migrate(Database& database, std::span<Migration const> migrations, Time now);

}  // namespace voordeur
