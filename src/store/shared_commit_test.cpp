// SPDX-License-Identifier: EUPL-1.2
#include "store/shared_commit.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <set>
#include <thread>

#include "store/sqlite.hpp"

namespace voordeur {
namespace {

constexpr int threads = 16;
constexpr int steps_each = 40;

// A disk that is full at every fifth commit.
class FullAtTimes final : public Connection {
  public:
    explicit FullAtTimes(std::filesystem::path const& file) : connection_(open_sqlite(file)) {}

    Answer execute(std::string_view sql, std::span<Param const> params) override {
        if (sql == "COMMIT" && ++commits_ % 5 == 0) throw StoreUnreachable("full");
        return connection_->execute(sql, params);
    }
    void execute_script(std::string const& sql) override { connection_->execute_script(sql); }
    void begin() override { connection_->begin(); }
    bool usable() const override { return connection_->usable(); }

  private:
    std::unique_ptr<Connection> connection_;
    int commits_ = 0;
};

class SharedCommitTest : public testing::Test {
  protected:
    SharedCommitTest() {
        auto pattern = (std::filesystem::temp_directory_path() / "voordeur-shared-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        open_sqlite(file())->execute_script("CREATE TABLE done (number INTEGER PRIMARY KEY) STRICT");
    }
    ~SharedCommitTest() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path file() const { return folder_ / "test.db"; }

    std::set<std::int64_t> done() const {
        std::set<std::int64_t> numbers;
        for (auto const& row : open_sqlite(file())->execute("SELECT number FROM done", {}).rows)
            numbers.insert(row.number(0));
        return numbers;
    }

  private:
    std::filesystem::path folder_;
};

void insert(Connection& connection, std::int64_t number) {
    connection.execute("INSERT INTO done (number) VALUES ($1)", std::array{Param(number)});
}

// `step` for each number, on many threads at once; the numbers for which it did not throw.
std::set<std::int64_t> run_at_once(std::function<void(std::int64_t number)> const& step) {
    std::mutex mutex;
    std::set<std::int64_t> acknowledged;
    std::vector<std::thread> running;
    for (int thread = 0; thread < threads; ++thread)
        running.emplace_back([&, thread] {
            for (std::int64_t number = thread; number < threads * steps_each; number += threads) {
                try {
                    step(number);
                } catch (std::exception const&) {
                    continue;
                }
                std::lock_guard const lock(mutex);
                acknowledged.insert(number);
            }
        });
    for (auto& thread : running) thread.join();
    return acknowledged;
}

TEST_F(SharedCommitTest, AStepThatThrowsTakesBackItsOwnWorkAndNoOther) {
    Pool pool([&] { return open_sqlite(file()); }, 1);
    SharedCommit shared(pool);
    auto const acknowledged = run_at_once([&](std::int64_t number) {
        bool commit_began = false;
        shared.run(
            [&](Connection& connection) {
                insert(connection, number);
                if (number % 3 == 0) throw std::runtime_error("refused");
            },
            commit_began);
        EXPECT_TRUE(commit_began);
    });
    EXPECT_EQ(acknowledged, done());
    EXPECT_EQ(std::ssize(acknowledged), threads * steps_each - (threads * steps_each + 2) / 3);
}

TEST_F(SharedCommitTest, ACommitThatFailsIsAcknowledgedToNobody) {
    Pool pool([&] { return std::make_unique<FullAtTimes>(file()); }, 1);
    SharedCommit shared(pool);
    std::atomic<int> failed = 0;
    auto const acknowledged = run_at_once([&](std::int64_t number) {
        bool commit_began = false;
        try {
            shared.run([&](Connection& connection) { insert(connection, number); }, commit_began);
        } catch (StoreUnreachable const&) {
            EXPECT_TRUE(commit_began);
            ++failed;
            throw;
        }
    });
    EXPECT_EQ(acknowledged, done());
    EXPECT_GT(failed, 0);
}

TEST_F(SharedCommitTest, ATransactionThatIsGoneIsAcknowledgedToNobody) {
    Pool pool([&] { return open_sqlite(file()); }, 1);
    SharedCommit shared(pool);
    auto const acknowledged = run_at_once([&](std::int64_t number) {
        bool commit_began = false;
        shared.run(
            [&](Connection& connection) {
                insert(connection, number);
                if (number % 7 != 0) return;
                // As SQLite does by itself when the disk is full.
                connection.execute("ROLLBACK", {});
                throw StoreUnreachable("full");
            },
            commit_began);
    });
    EXPECT_EQ(acknowledged, done());
    EXPECT_FALSE(acknowledged.contains(0));
}

}  // namespace
}  // namespace voordeur
