// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "store/sql.hpp"

namespace voordeur {

// In a module of its own, voordeur-postgres.so, loaded by who has such a database (docs/decisions/0008).
// `url` as libpq takes it (postgresql://user@host[,host]/name); `password` may be empty. Throws
// StoreUnreachable. Every wait is bounded: connecting, a statement, a lock, and a peer that no longer
// answers; but a script, which migrations are, takes as long as it takes.
std::unique_ptr<Connection> open_postgres(std::string const& url, std::string const& password);

}  // namespace voordeur
