// SPDX-License-Identifier: EUPL-1.2
// What voordeur-postgres.so gives.
#pragma once

#include <string>

#include "store/sql.hpp"

namespace voordeur {

// The caller owns the connection.
using OpenPostgres = Connection*(std::string const& url, std::string const& password);
constexpr char const* open_postgres_name = "voordeur_open_postgres";

}  // namespace voordeur
