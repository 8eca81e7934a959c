// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "store/database.hpp"

namespace voordeur {

// The check value of the key ring that this database is sealed with; nullopt before the first migration is
// over.
std::optional<std::string> stored_key_check(Database& database);
// Of every key, as KeyRing::check_values; nullopt: none were stored yet.
std::optional<std::string> stored_key_checks(Database& database);
void store_key_checks(Database& database, std::string const& check_values);
// Writes it unless there is one, and answers the one that is there.
std::string store_key_check_once(Database& database, std::string const& check_value);

// What SQLite finds wrong in its file; nullopt: nothing.
std::optional<std::string> damage_of_sqlite(Database& database);

// PostgreSQL: whom `database` is signed in as, and what that user may do, given by the owner of the tables.
std::string database_user(Database& database);
void grant_to_server(Database& owner, std::string const& user);

}  // namespace voordeur
