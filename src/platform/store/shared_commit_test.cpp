// SPDX-License-Identifier: EUPL-1.2
#include "store/shared_commit.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

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
    void begin_reading() override { connection_->begin_reading(); }
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

using Step = std::function<void(Connection& connection, std::int64_t number)>;

struct Ran {
    std::set<std::int64_t> acknowledged;
    int lost = 0;  // what threw when it was no longer the step that failed
};

// `step` for each number, on many threads at once.
Ran run_at_once(std::function<std::unique_ptr<Connection>()> open, Step const& step) {
    Pool pool(std::move(open), 1);
    SharedCommit shared(pool);
    std::mutex mutex;
    Ran ran;
    std::vector<std::thread> running;
    for (int thread = 0; thread < threads; ++thread)
        running.emplace_back([&, thread] {
            for (std::int64_t number = thread; number < threads * steps_each; number += threads) {
                bool commit_began = false, threw = false;
                try {
                    shared.run([&](Connection& connection) { step(connection, number); }, commit_began);
                } catch (std::exception const&) {
                    threw = true;
                }
                std::lock_guard const lock(mutex);
                EXPECT_TRUE(threw || commit_began);
                if (!threw) ran.acknowledged.insert(number);
                if (threw && commit_began) ++ran.lost;
            }
        });
    for (auto& thread : running) thread.join();
    return ran;
}

TEST_F(SharedCommitTest, AStepThatThrowsTakesBackItsOwnWorkAndNoOther) {
    auto const ran = run_at_once([&] { return open_sqlite(file()); },
                                 [](Connection& connection, std::int64_t number) {
                                     insert(connection, number);
                                     if (number % 3 == 0) throw std::runtime_error("refused");
                                 });
    EXPECT_EQ(ran.acknowledged, done());
    EXPECT_EQ(std::ssize(ran.acknowledged), threads * steps_each - (threads * steps_each + 2) / 3);
    EXPECT_EQ(ran.lost, 0);
}

TEST_F(SharedCommitTest, ACommitThatFailsIsAcknowledgedToNobody) {
    auto const ran = run_at_once([&] { return std::make_unique<FullAtTimes>(file()); }, insert);
    EXPECT_EQ(ran.acknowledged, done());
    EXPECT_GT(ran.lost, 0);
    EXPECT_EQ(std::ssize(ran.acknowledged) + ran.lost, threads * steps_each);
}

TEST_F(SharedCommitTest, ATransactionThatIsGoneIsAcknowledgedToNobody) {
    auto const ran = run_at_once([&] { return open_sqlite(file()); },
                                 [](Connection& connection, std::int64_t number) {
                                     insert(connection, number);
                                     if (number % 7 != 0) return;
                                     // As SQLite does by itself when the disk is full.
                                     connection.execute("ROLLBACK", {});
                                     throw StoreUnreachable("full");
                                 });
    EXPECT_EQ(ran.acknowledged, done());
    EXPECT_FALSE(ran.acknowledged.contains(0));
}

}  // namespace
}  // namespace voordeur
