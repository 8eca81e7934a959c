// SPDX-License-Identifier: EUPL-1.2
// The database of an installation, and whether schema and key ring are its own. All throw ConfigError with
// one sentence that says what to do.
#pragma once

#include <memory>

#include "configuration/configuration.hpp"
#include "crypto/key_ring.hpp"
#include "store/migrations.hpp"

namespace voordeur {

// Opening a SQLite file that is not there would make it.
bool is_database_there(DatabaseSettings const& database);
void check_is_there(Config const& config);
std::unique_ptr<Database> open_database(Config const& config);
// As the owner of the tables, who may be another than the server.
std::unique_ptr<Database> open_as_owner(Config const& config);

std::vector<Migration> all_migrations();
// Refuses a database that is empty, older or newer than this program.
void check_schema(Database& database, Config const& config);
[[noreturn]] void refuse_newer();

// Owner and modes of what lies on the disk. Throws ConfigError.
void check_disk(Config const& config);
// The ring of this database, whole. Throws std::runtime_error too.
KeyRing load_ring_of(Database& database, Config const& config);
// Each key that was ever stored, and no other: a key that was mistyped opens nothing that it sealed.
void check_every_key(KeyRing const& ring, std::string const& check_values, Config const& config);
void check_ring(KeyRing const& ring, std::string const& check_value, Config const& config);

// Where this machine keeps the last head of the audit log that it saw.
std::filesystem::path audit_head_file_of(Config const& config);

// What an operator types to mend it.
std::string migrate_command(Config const& config);

}  // namespace voordeur
