// SPDX-License-Identifier: EUPL-1.2
#include "store/database.hpp"

#include "store/postgres.hpp"
#include "store/sqlite.hpp"

namespace voordeur {
namespace {

constexpr int tries_when_busy = 5;
constexpr std::size_t sqlite_readers = 4;

using Begin = void (Connection::*)();

// In a transaction of its own. `commit_began`: what fails now may have been done.
void run_once(Pool& pool, Begin begin, std::function<void(Connection&)> const& body, bool& commit_began) {
    auto connection = pool.lend();
    (*connection.*begin)();
    try {
        body(*connection);
        commit_began = true;
        connection->commit();
    } catch (...) {
        roll_back(*connection);
        throw;
    }
}

// Runs `once` again where it helps and nothing can happen twice.
void run_again_if_it_helps(Pool& pool, std::function<void(bool& commit_began)> const& once) {
    bool reconnected = false;
    for (int tries = 1;; ++tries) {
        bool commit_began = false;
        try {
            return once(commit_began);
        } catch (StoreBusy const&) {
            if (tries >= tries_when_busy) throw;
        } catch (StoreUnreachable const&) {
            // A connection that died while idle is found out here; a lost commit must not be run twice.
            if (reconnected || commit_began) throw;
            reconnected = true;
            pool.forget_idle();
        }
    }
}

}  // namespace

Database::Database(std::shared_ptr<Pool> writers, std::shared_ptr<Pool> readers)
    : writers_(std::move(writers)), readers_(std::move(readers)) {
    if (is_sqlite()) shared_commit_ = std::make_unique<SharedCommit>(*writers_);
}

std::unique_ptr<Database> Database::open(DatabaseSettings const& settings) {
    if (settings.url.starts_with("sqlite:")) {
        auto const open = [file = settings.url.substr(7)] { return open_sqlite(file); };
        auto writers = std::make_shared<Pool>(open, 1);
        return std::unique_ptr<Database>(new Database(writers, std::make_shared<Pool>(open, sqlite_readers)));
    }
    auto const open = [settings] { return open_postgres(settings.url, settings.password.reveal()); };
    auto const pool = std::make_shared<Pool>(open, static_cast<std::size_t>(settings.connections));
    return std::unique_ptr<Database>(new Database(pool, pool));
}

PoolUse Database::connections() const {
    auto use = writers_->use();
    if (!is_sqlite()) return use;
    auto const readers = readers_->use();
    return {use.most + readers.most, use.lent + readers.lent, use.idle + readers.idle};
}

std::unique_ptr<Database> Database::open_to_read(std::filesystem::path const& sqlite_file) {
    auto const open = [sqlite_file] { return open_sqlite_to_read(sqlite_file); };
    auto const writers = std::make_shared<Pool>(open, 1);
    return std::unique_ptr<Database>(new Database(writers, std::make_shared<Pool>(open, sqlite_readers)));
}

void Database::execute_script(std::string const& sql) {
    writers_->lend()->execute_script(sql);
}

void Database::write(Body const& body) {
    Transaction::AfterCommit after_commit;
    auto const step = [&](Connection& connection) {
        after_commit.clear();  // of a run that was rolled back
        Transaction transaction(connection, after_commit);
        body(transaction);
    };
    run_again_if_it_helps(*writers_, [&](bool& commit_began) {
        if (shared_commit_)
            shared_commit_->run(step, commit_began);
        else
            run_once(*writers_, &Connection::begin, step, commit_began);
    });
    for (auto const& work : after_commit) work();
}

void Database::look(Body const& body, Patience patience) {
    auto const begin =
        patience == Patience::long_one ? &Connection::begin_reading_at_length : &Connection::begin_reading;
    Transaction::AfterCommit after_commit;
    auto const step = [&](Connection& connection) {
        Transaction transaction(connection, after_commit);
        body(transaction);
    };
    run_again_if_it_helps(*readers_,
                          [&](bool& commit_began) { run_once(*readers_, begin, step, commit_began); });
}

}  // namespace voordeur
