// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "configuration/configuration.hpp"
#include "store/migrations.hpp"

namespace voordeur {

class Installation;

// Checks a backup and puts its two files where the configuration has them. Nothing is overwritten. Throws
// ConfigError or std::runtime_error with one sentence.
SchemaState put_back(Config const& config, std::filesystem::path const& folder);

// What waits in a database that was put back: it may have been sent since the backup was made.
struct WaitingAgain {
    std::int64_t emails = 0;
    std::int64_t sms = 0;
};
// Whoever was signed in, or was typing a code, then is so no more; `by` is for the audit log.
WaitingAgain note_restored(Installation& installation, std::string const& by);

}  // namespace voordeur
