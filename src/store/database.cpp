// SPDX-License-Identifier: EUPL-1.2
#include "store/database.hpp"

#include "store/postgres.hpp"
#include "store/sqlite.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::seconds longest_wait_for_connection{2};
constexpr std::chrono::milliseconds pause_while_away{500};
constexpr int tries_when_busy = 5;
constexpr std::size_t sqlite_readers = 4;

// Whether the step may be run again after `connection` failed in it.
enum class Failure { before_commit, in_commit };

void roll_back(Connection& connection) noexcept {
    try {
        connection.rollback();
    } catch (StoreError const&) {
        // The connection is broken and will be thrown away, or SQLite has rolled back by itself.
    }
}

void run_once(Connection& connection, bool writing, std::function<void(Transaction&)> const& step,
              Failure& failure) {
    Transaction transaction(connection);
    failure = Failure::before_commit;
    if (writing)
        connection.begin();
    else
        connection.execute("BEGIN", {});
    try {
        step(transaction);
        failure = Failure::in_commit;
        connection.commit();
    } catch (...) {
        roll_back(connection);
        throw;
    }
}

}  // namespace

Pool::Pool(std::function<std::unique_ptr<Connection>()> open, std::size_t size)
    : open_(std::move(open)), free_(size) {
    idle_.push_back(open_());
}

Pool::~Pool() = default;

Pool::Lease::Lease(Pool& pool, std::unique_ptr<Connection> connection)
    : pool_(pool), connection_(std::move(connection)) {}

Pool::Lease::~Lease() {
    pool_.give_back(std::move(connection_));
}

Pool::Lease Pool::lend() {
    std::unique_lock lock(mutex_);
    if (!returned_.wait_for(lock, longest_wait_for_connection, [&] { return free_ > 0; }))
        throw StoreUnreachable("no database connection became free in time");
    --free_;
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return {*this, std::move(connection)};
    }
    return {*this, open_one(lock)};
}

std::unique_ptr<Connection> Pool::open_one(std::unique_lock<std::mutex>& lock) {
    if (is_away_ && (is_tried_ || std::chrono::steady_clock::now() < next_try_at_)) {
        ++free_;
        throw StoreUnreachable("the database is away");
    }
    is_tried_ = is_away_;
    lock.unlock();
    try {
        auto connection = open_();
        lock.lock();
        is_away_ = is_tried_ = false;
        return connection;
    } catch (...) {
        if (!lock.owns_lock()) lock.lock();
        is_away_ = true;
        is_tried_ = false;
        next_try_at_ = std::chrono::steady_clock::now() + pause_while_away;
        ++free_;
        returned_.notify_one();
        throw;
    }
}

void Pool::forget_idle() {
    std::lock_guard const lock(mutex_);
    idle_.clear();
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
    if (connection && !connection->usable()) connection.reset();
    {
        std::lock_guard const lock(mutex_);
        ++free_;
        if (connection) idle_.push_back(std::move(connection));
    }
    returned_.notify_one();
}

Database::Database(std::shared_ptr<Pool> writers, std::shared_ptr<Pool> readers)
    : writers_(std::move(writers)), readers_(std::move(readers)) {}

std::unique_ptr<Database> Database::open(std::string const& url, std::string const& password,
                                         std::size_t connections) {
    if (url.starts_with("sqlite:")) {
        auto const open = [file = url.substr(7)] { return open_sqlite(file); };
        auto writers = std::make_shared<Pool>(open, 1);
        return std::unique_ptr<Database>(new Database(writers, std::make_shared<Pool>(open, sqlite_readers)));
    }
    auto const open = [url, password] { return open_postgres(url, password); };
    auto const pool = std::make_shared<Pool>(open, connections);
    return std::unique_ptr<Database>(new Database(pool, pool));
}

void Database::execute_script(std::string const& sql) {
    writers_->lend()->execute_script(sql);
}

void Database::attempt(Pool& pool, bool writing, std::function<void(Transaction&)> const& step) {
    bool reconnected = false;
    for (int tries = 1;; ++tries) {
        auto failure = Failure::before_commit;
        auto lease = pool.lend();
        try {
            return run_once(*lease, writing, step, failure);
        } catch (StoreBusy const&) {
            if (tries >= tries_when_busy) throw;
        } catch (StoreUnreachable const&) {
            // A connection that died while idle is found out here; a lost commit must not be run twice.
            if (reconnected || failure == Failure::in_commit) throw;
            reconnected = true;
            pool.forget_idle();
        }
    }
}

}  // namespace voordeur
