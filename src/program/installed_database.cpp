// SPDX-License-Identifier: EUPL-1.2
#include "installed_database.hpp"

#include <charconv>

#include "base/not_yet.hpp"
#include "config/data_dir.hpp"
#include "embedded.hpp"
#include "installation_store.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

constexpr std::string_view sqlite = "sqlite:";

// `key` names the address that was wrong.
std::unique_ptr<Database> open_named(DatabaseSettings const& settings, std::string const& key) {
    try {
        return Database::open(settings);
    } catch (StoreUnreachable const& error) {
        throw NotYet(key + " cannot be reached (" + first_line(error.what()) +
                     "); start the database, or correct the address.");
    }
}

// store/migrations/0001_journey.sql
Migration migration_from(EmbeddedFile const& file) {
    auto name = file.path.substr(file.path.rfind('/') + 1);
    name = name.substr(0, name.rfind('.'));
    int number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    return {number, name, file.content};
}

[[noreturn]] void refuse_ring(Config const& config) {
    throw ConfigError("The key ring " + config.keys_file.string() +
                      " is not the one of this database; restore the file that belongs to it.");
}

}  // namespace

bool is_database_there(DatabaseSettings const& database) {
    if (!database.url.starts_with(sqlite)) return true;
    return std::filesystem::exists(database.url.substr(sqlite.size()));
}

void check_disk(Config const& config) {
    check_owner(config.data_dir);
    auto const& url = config.database.url;
    check_modes(config.data_dir, url.starts_with(sqlite) ? url.substr(sqlite.size()) : "");
}

std::unique_ptr<Database> open_database(Config const& config) {
    return open_named(config.database,
                      config.file.empty() ? "The database" : config.file.string() + ": database.url");
}

std::unique_ptr<Database> open_as_owner(Config const& config) {
    if (!config.database_owner) return open_database(config);
    return open_named(*config.database_owner, config.file.string() + ": database.migrate_url");
}

std::vector<Migration> all_migrations() {
    std::vector<Migration> migrations;
    for (auto const& file : embedded_migrations()) migrations.push_back(migration_from(file));
    return migrations;
}

void check_is_there(Config const& config) {
    if (!is_database_there(config.database))
        throw ConfigError("There is no database yet; run " + migrate_command(config) + " first.");
}

void check_schema(Database& database, Config const& config) {
    switch (schema_state(database, all_migrations())) {
        case SchemaState::empty:
            throw ConfigError("The database is empty; run " + migrate_command(config) + " first.");
        case SchemaState::older:
            throw ConfigError("The database is older than this Voordeur; make a backup and run " +
                              migrate_command(config) + ".");
        case SchemaState::newer:
            refuse_newer();
        case SchemaState::current:
        case SchemaState::served:
            return;
    }
}

void refuse_newer() {
    throw ConfigError("The database was made by a newer Voordeur than this one; install that version again.");
}

KeyRing load_ring_of(Database& database, Config const& config) {
    auto const known = stored_key_check(database);
    if (!known)
        throw ConfigError("The database has no key ring yet; run " + migrate_command(config) + " again.");
    auto ring = KeyRing::load(config.keys_file);
    check_ring(ring, *known, config);
    auto const checks = stored_key_checks(database);
    if (!checks)
        throw ConfigError("The database does not know each key yet; run " + migrate_command(config) +
                          " again.");
    check_every_key(ring, *checks, config);
    return ring;
}

void check_every_key(KeyRing const& ring, std::string const& check_values, Config const& config) {
    if (ring.check_values() != check_values) refuse_ring(config);
}

void check_ring(KeyRing const& ring, std::string const& check_value, Config const& config) {
    if (ring.check_value() != check_value) refuse_ring(config);
}

std::filesystem::path audit_head_file_of(Config const& config) {
    return config.data_dir / "audit-head";
}

std::string migrate_command(Config const& config) {
    return "voordeur migrate" + (config.file.empty() ? "" : " --config " + config.file.string());
}

}  // namespace voordeur
