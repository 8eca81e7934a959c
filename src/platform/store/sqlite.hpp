// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>

#include "store/sql.hpp"

namespace voordeur {

// Opens the file, made when missing, in WAL mode with every commit on disk (synchronous=FULL). Throws
// StoreUnreachable with SQLite's own words.
std::unique_ptr<Connection> open_sqlite(std::filesystem::path const& file);
// A file that is there, and that nothing is changed in.
std::unique_ptr<Connection> open_sqlite_to_read(std::filesystem::path const& file);

}  // namespace voordeur
