// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.hpp"
#include "store/pool.hpp"
#include "store/shared_commit.hpp"
#include "store/sql.hpp"

namespace voordeur {

// What a step's SQL goes through. Made by Database only; returning from the step commits.
class Transaction {
  public:
    using AfterCommit = std::vector<std::function<void()>>;
    Transaction(Connection& connection, AfterCommit& after_commit)
        : connection_(connection), after_commit_(after_commit) {}

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

    // Done once the step is committed, by the thread that asked for the step; not at all when it is rolled
    // back. It must not throw.
    void after_commit(std::function<void()> work) { after_commit_.push_back(std::move(work)); }

    // Numbers what is written: those of one connection have no gaps among all that was committed. Whoever
    // finds one knows that something was removed.
    struct SerialNumber {
        std::uint64_t connection;
        std::int64_t number;
    };
    SerialNumber next_serial_number() { return {connection_.ordinal, connection_.next_number()}; }

    // Several statements without values; for migrations.
    void script(std::string const& sql) { connection_.execute_script(sql); }

  private:
    template <class... Values>
    Answer execute(std::string_view sql, Values const&... values) {
        std::array<Param, sizeof...(Values)> const params{Param(values)...};
        return connection_.execute(sql, params);
    }

    Connection& connection_;
    AfterCommit& after_commit_;
};

struct DatabasePasswordTag;

struct DatabaseSettings {
    std::string url = {};  // sqlite:FILE or postgresql://user@host/name
    Secret<DatabasePasswordTag> password{std::string()};
    int connections = 10;  // to PostgreSQL, at most
};

// The database, on SQLite or PostgreSQL. Thread safe.
class Database {
  public:
    // Opens one connection at once, so that a wrong address is known now.
    static std::unique_ptr<Database> open(DatabaseSettings const& settings);

    // A backup of SQLite, which may be read only: what writes throws StoreUnreachable.
    static std::unique_ptr<Database> open_to_read(std::filesystem::path const& sqlite_file);

    // Runs `step` in a transaction and commits what it did; when it throws, nothing is done. `step` does
    // nothing but SQL: it is run again when the database asks for that, or when the connection broke before
    // the commit began. Throws StoreUnreachable when the database is away; after a commit that got no answer
    // it cannot be known whether the step was done.
    template <class Step>
    auto transaction(Step&& step) {
        return run(std::forward<Step>(step), [this](auto const& body) { write(body); });
    }
    // The same for a step that only reads.
    template <class Step>
    auto read(Step&& step) {
        return run(std::forward<Step>(step), [this](auto const& body) { look(body, Patience::of_a_page); });
    }
    // The same for a command that reads much: a statement may take two minutes.
    template <class Step>
    auto read_at_length(Step&& step) {
        return run(std::forward<Step>(step), [this](auto const& body) { look(body, Patience::long_one); });
    }

    // For whoever watches.
    PoolUse connections() const;

    bool is_sqlite() const { return writers_ != readers_; }
    void execute_script(std::string const& sql);

  private:
    Database(std::shared_ptr<Pool> writers, std::shared_ptr<Pool> readers);

    using Body = std::function<void(Transaction&)>;

    template <class Step, class Runner>
    auto run(Step&& step, Runner const& runner) {
        using Outcome = decltype(step(std::declval<Transaction&>()));
        std::optional<std::conditional_t<std::is_void_v<Outcome>, bool, Outcome>> outcome;
        runner(Body([&](Transaction& transaction) {
            if constexpr (std::is_void_v<Outcome>)
                step(transaction);
            else
                outcome.emplace(step(transaction));
        }));
        if constexpr (!std::is_void_v<Outcome>) return std::move(*outcome);
    }
    void write(Body const& body);
    enum class Patience { of_a_page, long_one };
    void look(Body const& body, Patience patience);

    std::shared_ptr<Pool> writers_;
    std::shared_ptr<Pool> readers_;
    std::unique_ptr<SharedCommit> shared_commit_;  // of SQLite
};

}  // namespace voordeur
