// SPDX-License-Identifier: EUPL-1.2
#include "backup.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <system_error>

#include "audit/audit.hpp"
#include "base/files.hpp"
#include "crypto/key_ring.hpp"
#include "crypto/sealer.hpp"
#include "installation_store.hpp"
#include "installed_database.hpp"
#include "one_audit_line.hpp"
#include "store/sqlite_copy.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::milliseconds time_to_bind{500};

constexpr std::string_view sqlite = "sqlite:";

std::filesystem::path sqlite_file(Config const& config, std::filesystem::path const& folder) {
    auto const& url = config.database.url;
    if (url.starts_with(sqlite)) return url.substr(sqlite.size());
    // Not with the address: a password may stand in it.
    throw ConfigError("The database is PostgreSQL: run pg_dump --format=custom --file=" +
                      (folder / "voordeur.dump").string() + " with its address, and copy " +
                      config.keys_file.string() + " to another place; docs/operating.md has both.");
}

void make_folder(std::filesystem::path const& folder) {
    if (mkdir(folder.c_str(), 0700) == 0) return;
    std::error_code ignored;
    if (errno == EEXIST && std::filesystem::is_directory(folder, ignored)) {
        if (is_open_to_others(folder))
            throw ConfigError(folder.string() + " is open to others; run chmod 700 on it, or give another.");
        return;
    }
    throw ConfigError(folder.string() + " cannot be made (" + std::generic_category().message(errno) +
                      "); give a folder in one where you may write.");
}

[[noreturn]] void refuse_to_overwrite(std::filesystem::path const& file) {
    throw ConfigError(file.string() +
                      " is there already, and a backup never overwrites; give another folder.");
}

void record_backup(OpenedDatabase const& opened, std::string const& by) {
    record_one_line(opened,
                    {.type = AuditType::installation_backed_up,
                     .action = Action::read,
                     .actor = Actor::the_operator(by),
                     .object = AuditObject::installation()},
                    time_to_bind);
}

KeyRing ring_of(Database& database, Config const& config) {
    auto ring = KeyRing::load(config.keys_file);
    auto const known = stored_key_check(database);
    if (!known) throw ConfigError("The database has no key ring yet, so there is nothing to keep.");
    check_ring(ring, *known, config);
    if (auto const checks = stored_key_checks(database)) check_every_key(ring, *checks, config);
    return ring;
}

SchemaState known_schema(Database& database) {
    auto const state = schema_state(database, all_migrations());
    if (state == SchemaState::newer) refuse_newer();
    if (state == SchemaState::empty) throw ConfigError("The database is empty, so there is nothing to keep.");
    return state;
}

}  // namespace

BackupFiles backup_files(std::filesystem::path const& folder) {
    return {folder / "voordeur.db", folder / "keys"};
}

void make_backup(Config const& config, std::filesystem::path const& folder, std::string const& by) {
    auto const source = sqlite_file(config, folder);
    check_disk(config);
    if (!is_database_there(config.database))
        throw ConfigError("There is no database yet, so there is nothing to keep.");
    auto const database = open_database(config);
    auto const schema = known_schema(*database);
    auto const ring = ring_of(*database, config);
    make_folder(folder);
    auto const files = backup_files(folder);
    for (auto const& file : {files.database, files.keys})
        if (is_there(file)) refuse_to_overwrite(file);
    // In the copy too; an older schema is not written to.
    if (schema == SchemaState::current) record_backup({*database, ring, config}, by);
    if (!copy_sqlite(source, files.database)) refuse_to_overwrite(files.database);
    if (!ring.save(files.keys)) refuse_to_overwrite(files.keys);
}

CheckedBackup check_backup(std::filesystem::path const& folder, std::optional<AuditHead> const& head) {
    auto const files = backup_files(folder);
    for (auto const& file : {files.database, files.keys})
        if (!is_there(file)) throw ConfigError(file.string() + " is missing, so this is no backup.");
    Config copy;
    copy.keys_file = files.keys;
    auto const database = Database::open_to_read(files.database);
    if (auto const damage = damage_of_sqlite(*database))
        throw std::runtime_error(files.database.string() + " is damaged (" + *damage + ").");
    CheckedBackup checked{.schema = known_schema(*database)};
    auto const ring = ring_of(*database, copy);
    if (checked.schema == SchemaState::older) {
        if (head)
            throw ConfigError(
                "The backup is of an older Voordeur, whose log can be compared with a head "
                "only once it is put back; leave --head out.");
        return checked;
    }
    std::vector<KnownHead> known;
    if (head) known.push_back({*head, ""});
    checked.audit = verify_audit_log(*database, Mac(ring), std::move(known));
    if (!checked.audit.problems.empty())
        throw std::runtime_error("The audit log in " + files.database.string() + " is not whole. " +
                                 checked.audit.problems.front());
    return checked;
}

}  // namespace voordeur
