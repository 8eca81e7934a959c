// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/sql.hpp"

namespace voordeur {

// What a step's SQL goes through. Made by Database only; returning from the step commits.
class Transaction {
  public:
    explicit Transaction(Connection& connection) : connection_(connection) {}

    template <class... Values>
    std::vector<Row> all(std::string_view sql, Values const&... values) {
        return execute(sql, values...).rows;
    }
    // The first row, if any.
    template <class... Values>
    std::optional<Row> one(std::string_view sql, Values const&... values) {
        auto rows = execute(sql, values...).rows;
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    }
    // How many rows were touched. A one-time thing is spent when a guarded UPDATE answers 1.
    template <class... Values>
    std::int64_t run(std::string_view sql, Values const&... values) {
        return execute(sql, values...).changed;
    }

    // Several statements without values; for migrations.
    void script(std::string const& sql) { connection_.execute_script(sql); }

  private:
    template <class... Values>
    Answer execute(std::string_view sql, Values const&... values) {
        std::array<Param, sizeof...(Values)> const params{Param(values)...};
        return connection_.execute(sql, params);
    }

    Connection& connection_;
};

// Connections of one kind, lent one at a time. Thread safe.
class Pool {
  public:
    Pool(std::function<std::unique_ptr<Connection>()> open, std::size_t size);
    ~Pool();

    class Lease {
      public:
        Lease(Pool& pool, std::unique_ptr<Connection> connection);
        ~Lease();
        Lease(Lease const&) = delete;
        Lease& operator=(Lease const&) = delete;
        Connection& operator*() { return *connection_; }
        Connection* operator->() { return connection_.get(); }

      private:
        Pool& pool_;
        std::unique_ptr<Connection> connection_;
    };

    // Waits at most two seconds for a free connection, else throws StoreUnreachable. While the database is
    // away one caller at a time tries whether it is back, twice a second; the others are told at once, so
    // that no thread waits for a time-out that another waits for already.
    Lease lend();
    // After a connection broke: the idle ones go too, since one restart of the database breaks them all.
    void forget_idle();

  private:
    std::unique_ptr<Connection> open_one(std::unique_lock<std::mutex>& lock);
    void give_back(std::unique_ptr<Connection> connection);

    std::function<std::unique_ptr<Connection>()> open_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t free_;
    bool is_away_ = false;
    bool is_tried_ = false;  // by one caller, while it is away
    std::chrono::steady_clock::time_point next_try_at_;
};

// The database, on SQLite or PostgreSQL. Thread safe.
class Database {
  public:
    // `url` is sqlite:FILE or postgresql://…; opens one connection at once, so that a wrong address is known
    // now.
    static std::unique_ptr<Database> open(std::string const& url, std::string const& password,
                                          std::size_t connections);

    // Runs `step` in a transaction and commits what it did; when it throws, nothing is done. `step` does
    // nothing but SQL: it is run again when the database asks for that, or when the connection broke before
    // the commit began. Throws StoreUnreachable when the database is away; after a commit that got no answer
    // it cannot be known whether the step was done.
    template <class Step>
    auto transaction(Step&& step) {
        return run(*writers_, true, std::forward<Step>(step));
    }
    // The same for a step that only reads.
    template <class Step>
    auto read(Step&& step) {
        return run(*readers_, false, std::forward<Step>(step));
    }

    bool is_sqlite() const { return writers_ != readers_; }
    void execute_script(std::string const& sql);

  private:
    Database(std::shared_ptr<Pool> writers, std::shared_ptr<Pool> readers);

    template <class Step>
    auto run(Pool& pool, bool writing, Step&& step) {
        using Outcome = decltype(step(std::declval<Transaction&>()));
        std::optional<std::conditional_t<std::is_void_v<Outcome>, bool, Outcome>> outcome;
        attempt(pool, writing, [&](Transaction& transaction) {
            if constexpr (std::is_void_v<Outcome>)
                step(transaction);
            else
                outcome.emplace(step(transaction));
        });
        if constexpr (!std::is_void_v<Outcome>) return std::move(*outcome);
    }
    static void attempt(Pool& pool, bool writing, std::function<void(Transaction&)> const& step);

    std::shared_ptr<Pool> writers_;
    std::shared_ptr<Pool> readers_;
};

}  // namespace voordeur
