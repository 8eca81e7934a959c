// SPDX-License-Identifier: EUPL-1.2
#include "store/migrations.hpp"

#include "store/dialect.hpp"

namespace voordeur {
namespace {

constexpr std::string_view make_table =
    "CREATE TABLE IF NOT EXISTS schema_migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
    "applied_at BIGINT NOT NULL)";
constexpr std::string_view select_newest = "SELECT coalesce(max(number), 0) FROM schema_migration";
constexpr std::string_view insert_migration =
    "INSERT INTO schema_migration (number, name, applied_at) VALUES ($1, $2, $3)";
// PostgreSQL's connections have deadlines for what a page asks. A migration takes as long as it takes, and
// waits for another one.
constexpr std::string_view take_turn =
    "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'; "
    "LOCK TABLE schema_migration IN EXCLUSIVE MODE";

int newest_applied(Database& database) {
    try {
        return database.read([](Transaction& transaction) {
            return static_cast<int>(transaction.one(select_newest)->number(0));
        });
    } catch (NoSuchTable const&) {
        return 0;
    }
}

}  // namespace

SchemaState schema_state(Database& database, std::span<Migration const> migrations) {
    auto const applied = newest_applied(database);
    auto const known = migrations.empty() ? 0 : migrations.back().number;
    if (applied == 0) return SchemaState::empty;
    if (applied < known) return SchemaState::older;
    return applied == known ? SchemaState::current : SchemaState::newer;
}

int migrate(Database& database, std::span<Migration const> migrations, Time now) {
    database.execute_script(std::string(make_table));
    int applied = 0;
    for (auto const& migration : migrations) {
        auto const did = database.transaction([&](Transaction& transaction) {
            if (!database.is_sqlite()) transaction.script(std::string(take_turn));
            if (transaction.one(select_newest)->number(0) >= migration.number) return false;
            transaction.script(database.is_sqlite() ? sqlite_migration(migration.sql)
                                                    : postgres_migration(migration.sql));
            transaction.run(insert_migration, migration.number, migration.name, now);
            return true;
        });
        if (did) ++applied;
    }
    return applied;
}

}  // namespace voordeur
