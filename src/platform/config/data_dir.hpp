// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

#include "config/config_error.hpp"

namespace voordeur {

// Makes the folder for the database and the key ring, mode 0700, with the folders above it; one that is there
// is left as it is. Throws ConfigError.
void make_data_dir(std::filesystem::path const& data_dir);

// A file that another user leaves in the folder (SQLite's -wal) stops the server. Throws ConfigError that
// names the right user when this process is not the owner's. A folder that is not there yet belongs to
// nobody.
void check_owner(std::filesystem::path const& data_dir);

// Whoever reads the folder or the database has the addresses of all patients, and what is sealed to guess at.
// `database` is SQLite's file, empty where there is none. Throws ConfigError that says what to run.
void check_modes(std::filesystem::path const& data_dir, std::filesystem::path const& database);

// The sentence of check_owner, nullopt when the two are the same.
std::optional<std::string> owner_complaint(std::filesystem::path const& data_dir, uid_t owner, uid_t current);

}  // namespace voordeur
