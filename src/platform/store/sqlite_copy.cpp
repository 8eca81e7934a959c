// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite_copy.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <chrono>
#include <memory>
#include <string>
#include <system_error>
#include <thread>

#include "base/files.hpp"
#include "store/sql.hpp"

namespace voordeur {
namespace {

constexpr int lock_wait_milliseconds = 5000;
constexpr int tries_when_busy = 100;
constexpr std::chrono::milliseconds pause_when_busy{100};

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Opened = std::unique_ptr<sqlite3, Close>;

[[noreturn]] void fail(int result) {
    throw StoreUnreachable(std::string("SQLite: ") + sqlite3_errstr(result));
}

Opened opened(std::filesystem::path const& file, int flags) {
    sqlite3* database = nullptr;
    auto const result = sqlite3_open_v2(file.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Opened owned(database);
    if (result != SQLITE_OK) fail(result);
    sqlite3_busy_timeout(database, lock_wait_milliseconds);
    return owned;
}

// All pages in one step: a copy in several begins anew with every commit of another process.
void copy_pages(sqlite3* from, sqlite3* to) {
    auto* const backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == nullptr) fail(sqlite3_errcode(to));
    int result = SQLITE_BUSY;
    for (int tries = 0; tries < tries_when_busy && (result == SQLITE_BUSY || result == SQLITE_LOCKED);
         ++tries) {
        if (tries > 0) std::this_thread::sleep_for(pause_when_busy);
        result = sqlite3_backup_step(backup, -1);
    }
    sqlite3_backup_finish(backup);
    if (result != SQLITE_DONE) fail(result);
}

// It has taken over that there is a second file beside it, which a copy has not.
void make_one_file(sqlite3* database) {
    auto const result = sqlite3_exec(database, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) fail(result);
}

}  // namespace

bool copy_sqlite(std::filesystem::path const& database, std::filesystem::path const& copy) {
    NewFile file(copy);
    {
        auto const from = opened(database, SQLITE_OPEN_READONLY);
        auto const to = opened(file.hidden(), SQLITE_OPEN_READWRITE);
        copy_pages(from.get(), to.get());
        make_one_file(to.get());
    }
    if (file.give_name()) return true;
    if (errno == EEXIST) return false;
    throw std::system_error(errno, std::generic_category(), copy.string());
}

bool name_sqlite(std::filesystem::path const& database, std::filesystem::path const& name) {
    make_one_file(opened(database, SQLITE_OPEN_READWRITE).get());
    if (rename_to_new(database, name)) return true;
    if (errno == EEXIST) return false;
    throw std::system_error(errno, std::generic_category(), name.string());
}

}  // namespace voordeur
