// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "audit/audit_head.hpp"
#include "configuration/configuration.hpp"

namespace voordeur {

class Installation;

struct RestoreNoted {
    // What waits in it may have been sent since the backup was made.
    std::int64_t emails_waiting = 0;
    std::int64_t sms_waiting = 0;
    // The furthest head that this machine saw, where it is later than what was put back: the log names it,
    // and the chain goes on without it.
    std::optional<AuditHead> undone_head = {};
};

struct PutBack {
    bool was_older = false;  // and was brought up to date
    RestoreNoted noted = {};
};
// Checks a backup, does all that must follow in a copy of it, and only then gives its two files the names
// that the configuration has for them: broken off at any moment, there is no database in which somebody is
// still signed in. Nothing is overwritten. `by` is for the audit log. Throws ConfigError or
// std::runtime_error with one sentence.
PutBack put_back(Config const& config, std::filesystem::path const& folder, std::string const& by);

// What follows where the database was put back by other means: whoever was signed in, or was typing a code,
// is so no more.
RestoreNoted note_restored(Installation& installation, std::string const& by);

}  // namespace voordeur
