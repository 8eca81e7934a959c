// SPDX-License-Identifier: EUPL-1.2
#include "store/migrations.hpp"

#include <algorithm>

#include "base/number.hpp"
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

// "10 9": with migration 10 applied, a server must know migration 9.
constexpr std::string_view select_oldest_server = "SELECT value FROM setting WHERE name = 'oldest_server'";
constexpr std::string_view upsert_oldest_server =
    "INSERT INTO setting (name, value) VALUES ('oldest_server', $1) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value";
constexpr std::string_view may_still_serve = "\n-- may still serve: ";

int oldest_server_of(Migration const& migration) {
    auto const found = migration.sql.find(may_still_serve);
    if (found == std::string_view::npos) return migration.number;
    auto const text = migration.sql.substr(found + may_still_serve.size());
    auto const stated = whole_number(text.substr(0, text.find('\n')));
    if (!stated || *stated < 1 || *stated > migration.number)
        throw std::logic_error(std::string(migration.name) + " does not say which servers may still serve");
    return static_cast<int>(*stated);
}

// Where nothing is stated of what is applied: who knows all of it.
int oldest_server(Transaction& transaction) {
    auto const newest = static_cast<int>(transaction.one(select_newest)->number(0));
    if (newest == 0) return 0;
    auto const row = transaction.one(select_oldest_server);
    auto const stated = row ? row->text(0) : "";
    auto const space = std::min(stated.find(' '), stated.size());
    if (whole_number(stated.substr(0, space)) != newest) return newest;
    return static_cast<int>(whole_number(stated.substr(std::min(space + 1, stated.size()))).value_or(newest));
}

void apply(Transaction& transaction, Migration const& migration, bool is_sqlite) {
    auto const oldest = std::max(oldest_server(transaction), oldest_server_of(migration));
    transaction.script(is_sqlite ? sqlite_migration(migration.sql) : postgres_migration(migration.sql));
    transaction.run(upsert_oldest_server, std::to_string(migration.number) + " " + std::to_string(oldest));
}

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
    if (applied == known) return SchemaState::current;
    auto const oldest = database.read([](Transaction& transaction) { return oldest_server(transaction); });
    return known >= oldest ? SchemaState::served : SchemaState::newer;
}

int migrate(Database& database, std::span<Migration const> migrations, Time now) {
    database.execute_script(std::string(make_table));
    int applied = 0;
    for (auto const& migration : migrations) {
        auto const did = database.transaction([&](Transaction& transaction) {
            if (!database.is_sqlite()) transaction.script(std::string(take_turn));
            if (transaction.one(select_newest)->number(0) >= migration.number) return false;
            apply(transaction, migration, database.is_sqlite());
            transaction.run(insert_migration, migration.number, migration.name, now);
            return true;
        });
        if (did) ++applied;
    }
    return applied;
}

}  // namespace voordeur
