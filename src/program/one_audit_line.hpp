// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>

#include "audit/audit.hpp"
#include "configuration/configuration.hpp"
#include "crypto/key_ring.hpp"
#include "store/database.hpp"

namespace voordeur {

// A database and its ring, where no Installation is open.
struct OpenedDatabase {
    Database& database;
    KeyRing const& ring;
    Config const& config;
};

// Writes a line of the audit log, and binds it as every process does that ends. What is not bound within
// `patience` the server goes on with. No other AuditWriter may be there for this Database.
void record_one_line(OpenedDatabase const& opened, AuditEvent const& event,
                     std::chrono::milliseconds patience);

}  // namespace voordeur
