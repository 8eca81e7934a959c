// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "audit/audit_head.hpp"
#include "configuration/configuration.hpp"
#include "store/migrations.hpp"

namespace voordeur {

class Installation;

// Checks a backup and puts its two files where the configuration has them. Nothing is overwritten. Throws
// ConfigError or std::runtime_error with one sentence.
SchemaState put_back(Config const& config, std::filesystem::path const& folder);

struct RestoreNoted {
    // What waits in it may have been sent since the backup was made.
    std::int64_t emails_waiting = 0;
    std::int64_t sms_waiting = 0;
    // The furthest head that this machine saw, where it is later than what was put back: the log names it,
    // and the chain goes on without it.
    std::optional<AuditHead> undone_head;
};
// Whoever was signed in, or was typing a code, then is so no more; `by` is for the audit log.
RestoreNoted note_restored(Installation& installation, std::string const& by);

}  // namespace voordeur
