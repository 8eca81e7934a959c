// SPDX-License-Identifier: EUPL-1.2
// A backup is a folder with two files, to be kept apart: the database is of little use to a thief without the
// key ring.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "audit/audit_verifier.hpp"
#include "configuration/configuration.hpp"
#include "store/migrations.hpp"

namespace voordeur {

struct BackupFiles {
    std::filesystem::path database;
    std::filesystem::path keys;
};
BackupFiles backup_files(std::filesystem::path const& folder);

// Copies database and key ring as they are at this moment, also while the server runs; `by` is for the audit
// log. Throws ConfigError or std::runtime_error with one sentence: when there is a backup in that folder
// already, and for PostgreSQL, which has tools of its own.
void make_backup(Config const& config, std::filesystem::path const& folder, std::string const& by);

struct CheckedBackup {
    SchemaState schema = SchemaState::current;  // or older, or one that this program serves
    AuditVerdict audit = {};                    // where it is not older
};
// Opens both files, changes nothing, and looks whether they are whole and belong together. Whose they are it
// cannot tell: whoever has the ring can make such a pair, and rows outside the audit log carry no seal. A
// head that was kept elsewhere must be in its log, where one is given. Throws std::runtime_error with one
// sentence.
CheckedBackup check_backup(std::filesystem::path const& folder, std::optional<AuditHead> const& head = {});

}  // namespace voordeur
