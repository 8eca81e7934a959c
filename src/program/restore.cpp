// SPDX-License-Identifier: EUPL-1.2
#include "restore.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <system_error>

#include "accounts/account_store.hpp"
#include "audit/audit.hpp"
#include "audit/audit_chain.hpp"
#include "backup.hpp"
#include "base/files.hpp"
#include "config/data_dir.hpp"
#include "crypto/key_ring.hpp"
#include "factors/challenge_store.hpp"
#include "installation.hpp"
#include "outbox/outbox_store.hpp"
#include "patients/link_store.hpp"
#include "recoveries/recovery_store.hpp"
#include "sessions/known_browser_store.hpp"
#include "sessions/session_store.hpp"
#include "store/sqlite_copy.hpp"

namespace voordeur {
namespace {

constexpr std::string_view sqlite = "sqlite:";

std::filesystem::path place_of_database(Config const& config) {
    auto const& url = config.database.url;
    if (!url.starts_with(sqlite))
        throw ConfigError(
            "The database is PostgreSQL: put it back with pg_restore as docs/operating.md says, then run "
            "voordeur restore --done.");
    return url.substr(sqlite.size());
}

[[noreturn]] void refuse_to_overwrite(std::filesystem::path const& file) {
    throw ConfigError(file.string() +
                      " is there, and a restore never overwrites; stop the server and move data_dir away.");
}

// A ring that survived is as good.
void check_places(std::filesystem::path const& database, Config const& config, KeyRing const& ring) {
    for (auto const* part : {"", "-wal", "-shm", "-journal"})
        if (is_there(database.string() + part)) refuse_to_overwrite(database.string() + part);
    if (is_there(config.keys_file) && KeyRing::load(config.keys_file).check_values() != ring.check_values())
        refuse_to_overwrite(config.keys_file);
}

// A folder beside the place of the database, for the copy while it is not yet whole; it goes with the object.
class RestoringFolder {
  public:
    explicit RestoringFolder(std::filesystem::path const& database)
        : path_(database.parent_path() / "restoring"), copy_(path_ / database.filename()) {
        if (mkdir(path_.c_str(), 0700) == 0) return;
        if (errno == EEXIST)
            throw ConfigError(
                path_.string() +
                " is there, of a restore that runs or was broken off; when none runs, remove it "
                "and try again.");
        throw std::system_error(errno, std::generic_category(), path_.string());
    }
    ~RestoringFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    RestoringFolder(RestoringFolder const&) = delete;
    RestoringFolder& operator=(RestoringFolder const&) = delete;

    std::filesystem::path const& copy() const { return copy_; }

  private:
    std::filesystem::path const path_, copy_;
};

}  // namespace

PutBack put_back(Config const& config, std::filesystem::path const& folder, std::string const& by) {
    auto const database = place_of_database(config);
    auto const checked = check_backup(folder);
    auto const files = backup_files(folder);
    auto const ring = KeyRing::load(files.keys);
    check_owner(config.data_dir);
    check_places(database, config, ring);
    make_data_dir(config.data_dir);
    ring.save(config.keys_file);
    RestoringFolder const restoring(database);
    copy_sqlite(files.database, restoring.copy());
    auto at_copy = config;
    at_copy.database.url = std::string(sqlite) + restoring.copy().string();
    PutBack done{.was_older = checked.schema == SchemaState::older};
    if (done.was_older) migrate_installation(at_copy);
    done.noted = note_restored(*open_installation(at_copy), by);
    if (!name_sqlite(restoring.copy(), database)) refuse_to_overwrite(database);
    return done;
}

RestoreNoted note_restored(Installation& installation, std::string const& by) {
    auto const app = installation.app();
    auto const now = installation.clock().now();
    auto const seen = installation.audit_head_file().read().value_or(AuditHead{});
    auto const noted = app.database.transaction([&](Transaction& transaction) {
        auto const is_undone = !is_in_chain(transaction, seen, app.mac);
        end_all_sessions(transaction, now);
        end_all_challenges(transaction, now);
        end_all_recoveries(transaction, now);
        forget_all_known_browsers(transaction);
        forget_visits_before(transaction, now + std::chrono::days(1));
        app.audit.record(
            transaction,
            {.type = AuditType::installation_restored,
             .action = Action::update,
             .outcome = Outcome::serious,
             .actor = Actor::the_operator(by),
             .object = is_undone ? AuditObject::chain_head(seen.text()) : AuditObject::installation()},
            now);
        return RestoreNoted{.emails_waiting = count_waiting(transaction, MessageKind::email),
                            .sms_waiting = count_waiting(transaction, MessageKind::sms),
                            .undone_head = is_undone ? std::optional(seen) : std::nullopt};
    });
    if (noted.undone_head) installation.audit_head_file().forget();
    return noted;
}

}  // namespace voordeur
