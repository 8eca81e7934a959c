// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <unordered_map>

#include "base/number.hpp"
#include "store/dialect.hpp"

namespace voordeur {
namespace {

// How long a writer waits for another process, a command for instance, to let go of the file.
constexpr int lock_wait_milliseconds = 5000;

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};

// A statement goes back to its cache without a lock or a bound value left in it.
struct ResetAfterUse {
    explicit ResetAfterUse(sqlite3_stmt* used) : statement(used) {}
    ~ResetAfterUse() {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
    ResetAfterUse(ResetAfterUse const&) = delete;
    ResetAfterUse& operator=(ResetAfterUse const&) = delete;
    sqlite3_stmt* statement;
};

struct TransparentHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

// Whatever the umask: SQLite makes its other files with the mode of this one.
void make_private(std::filesystem::path const& file) {
    auto const descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0) ::close(descriptor);
}

class Sqlite final : public Connection {
  public:
    Sqlite(std::filesystem::path const& file, int flags) {
        sqlite3* opened = nullptr;
        auto const result = sqlite3_open_v2(file.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
        database_.reset(opened);
        if (result != SQLITE_OK) throw StoreUnreachable(std::string("SQLite: ") + sqlite3_errstr(result));
        sqlite3_busy_timeout(opened, lock_wait_milliseconds);
    }

    void prepare_for_server() {
        // No mmap_size: a page that the disk cannot give would end the program by SIGBUS.
        execute_script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;");
    }

    Answer execute(std::string_view sql, std::span<Param const> params) override {
        auto* const statement = prepared(sql);
        ResetAfterUse const reset{statement};
        bind(statement, params);
        Answer answer;
        int result = sqlite3_step(statement);
        for (; result == SQLITE_ROW; result = sqlite3_step(statement)) answer.rows.push_back(row(statement));
        if (result != SQLITE_DONE) fail();
        answer.changed = sqlite3_changes64(database_.get());
        return answer;
    }

    void execute_script(std::string const& sql) override {
        if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
    }

    void begin() override { execute("BEGIN IMMEDIATE", {}); }
    void begin_reading() override { execute("BEGIN", {}); }
    bool usable() const override { return sqlite3_get_autocommit(database_.get()) != 0; }

  private:
    sqlite3_stmt* prepared(std::string_view sql) {
        if (auto const found = statements_.find(sql); found != statements_.end()) return found->second.get();
        auto const text = without_row_locks(sql);
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(database_.get(), text.data(), static_cast<int>(text.size()),
                               SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
            fail();
        return statements_.emplace(std::string(sql), statement).first->second.get();
    }

    // SQLite numbers a "$3" by where it is first seen, so the number is read from the name.
    void bind(sqlite3_stmt* statement, std::span<Param const> params) {
        for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
            auto const number = whole_number(sqlite3_bind_parameter_name(statement, i) + 1).value();
            auto const& value = params[static_cast<std::size_t>(number - 1)].value();
            int result = SQLITE_OK;
            if (auto const* integer = std::get_if<std::int64_t>(&value))
                result = sqlite3_bind_int64(statement, i, *integer);
            else if (auto const* text = std::get_if<std::string>(&value))
                result =
                    sqlite3_bind_text64(statement, i, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
            if (result != SQLITE_OK) fail();
        }
    }

    static Row row(sqlite3_stmt* statement) {
        std::vector<std::optional<std::string>> cells;
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            if (sqlite3_column_type(statement, i) == SQLITE_NULL) {
                cells.emplace_back();
                continue;
            }
            auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement, i));
            cells.emplace_back(std::in_place, text,
                               static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
        }
        return Row(std::move(cells));
    }

    [[noreturn]] void fail() {
        auto const code = sqlite3_extended_errcode(database_.get());
        auto const message = std::string("SQLite: ") + sqlite3_errmsg(database_.get());
        if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
            throw NotUnique(message);
        if (code == SQLITE_ERROR && message.find("no such table") != std::string::npos)
            throw NoSuchTable(message);
        switch (code & 0xff) {
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                throw StoreBusy(message);
            case SQLITE_IOERR:
            case SQLITE_FULL:
            case SQLITE_CANTOPEN:
            case SQLITE_READONLY:
            // A page that the disk gave wrongly is often right at the next read.
            case SQLITE_CORRUPT:
            case SQLITE_NOTADB:
                throw StoreUnreachable(message);
            default:
                throw StoreError(message);
        }
    }

    std::unique_ptr<sqlite3, Close> database_;
    std::unordered_map<std::string, Statement, TransparentHash, std::equal_to<>> statements_;
};

}  // namespace

std::unique_ptr<Connection> open_sqlite(std::filesystem::path const& file) {
    make_private(file);
    auto database = std::make_unique<Sqlite>(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    database->prepare_for_server();
    return database;
}

std::unique_ptr<Connection> open_sqlite_to_read(std::filesystem::path const& file) {
    return std::make_unique<Sqlite>(file, SQLITE_OPEN_READONLY);
}

}  // namespace voordeur
