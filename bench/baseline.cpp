// SPDX-License-Identifier: EUPL-1.2
// What the machine can do at most, for bin/bench to divide by. Prints two rates, per second and per
// second of processor time; they differ where the core was shared, or the disk was waited for:
//   baseline hashes SECONDS         Argon2id of libsodium, at the cost of Voordeur's defaults
//   baseline commits SECONDS FILE   SQLite transactions of one row each, written through to the disk
//   baseline versions               of the two libraries
#include <sodium.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <stdexcept>
#include <string>

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;

void print_rates(double seconds, std::function<void()> const& work) {
    using Clock = std::chrono::steady_clock;
    auto const elapsed = [began = Clock::now()] {
        return std::chrono::duration<double>(Clock::now() - began).count();
    };
    auto const processor = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
    auto const began = processor();
    double done = 0;
    for (; elapsed() < seconds; ++done) work();
    std::printf("%f %f\n", done / elapsed(), done / (processor() - began));
}

void hash_for(double seconds) {
    std::string const password = "paard fiets wolk tuinstoel";
    unsigned char salt[crypto_pwhash_SALTBYTES] = {};
    unsigned char hash[32];
    print_rates(seconds, [&] {
        if (crypto_pwhash(hash, sizeof hash, password.data(), password.size(), salt, passes, memory_bytes,
                          crypto_pwhash_ALG_ARGON2ID13) != 0)
            throw std::runtime_error("no memory for a hash");
    });
}

class Table {
  public:
    explicit Table(char const* file) {
        check(sqlite3_open(file, &database_));
        for (auto const* sql : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                                "CREATE TABLE event (id INTEGER PRIMARY KEY, what TEXT NOT NULL)"})
            check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr));
        begin_ = prepared("BEGIN IMMEDIATE");
        insert_ = prepared("INSERT INTO event (what) VALUES ('a registration took one step further')");
        commit_ = prepared("COMMIT");
    }
    ~Table() {
        for (auto* statement : {begin_, insert_, commit_}) sqlite3_finalize(statement);
        sqlite3_close(database_);
    }
    Table(Table const&) = delete;
    Table& operator=(Table const&) = delete;

    void add_row() {
        for (auto* statement : {begin_, insert_, commit_}) {
            if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_));
            sqlite3_reset(statement);
        }
    }

  private:
    sqlite3_stmt* prepared(char const* sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr));
        return statement;
    }
    void check(int result) {
        if (result != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database_));
    }

    sqlite3* database_ = nullptr;
    sqlite3_stmt *begin_ = nullptr, *insert_ = nullptr, *commit_ = nullptr;
};

void commit_for(double seconds, char const* file) {
    Table table(file);
    print_rates(seconds, [&] { table.add_row(); });
}

}  // namespace

int main(int count, char** words) {
    std::string const what = count > 1 ? words[1] : "";
    try {
        if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
        if (what == "hashes" && count == 3)
            hash_for(std::strtod(words[2], nullptr));
        else if (what == "commits" && count == 4)
            commit_for(std::strtod(words[2], nullptr), words[3]);
        else if (what == "versions")
            std::printf("libsodium %s, SQLite %s\n", sodium_version_string(), sqlite3_libversion());
        else
            throw std::runtime_error("baseline hashes SECONDS | commits SECONDS FILE | versions");
    } catch (std::exception const& error) {
        std::fprintf(stderr, "baseline: %s\n", error.what());
        return 1;
    }
}
