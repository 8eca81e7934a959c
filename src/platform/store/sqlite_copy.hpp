// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

namespace voordeur {

// Copies a SQLite database as it is at one moment into a file that is made for it (0600), while others go on
// writing. The copy is one file, on disk before this returns. False, and nothing is done, when there is such
// a file already. Throws StoreError or std::system_error.
bool copy_sqlite(std::filesystem::path const& database, std::filesystem::path const& copy);

// Gives a database that nobody has open its name, as one file, on disk before this returns. False, and
// nothing is done, when there is such a file already. Throws StoreError or std::system_error.
bool name_sqlite(std::filesystem::path const& database, std::filesystem::path const& name);

}  // namespace voordeur
