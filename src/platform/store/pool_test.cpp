// SPDX-License-Identifier: EUPL-1.2
#include "store/pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

namespace voordeur {
namespace {

class Nothing final : public Connection {
  public:
    Answer execute(std::string_view, std::span<Param const>) override { return {}; }
    void execute_script(std::string const&) override {}
    void begin() override {}
    void begin_reading() override {}
    bool usable() const override { return true; }
};

TEST(Pool, WhileTheDatabaseIsAwayOneCallerTriesAndTheOthersAreToldAtOnce) {
    std::atomic<bool> is_away = false;
    std::atomic<int> tries = 0;
    Pool pool(
        [&]() -> std::unique_ptr<Connection> {
            ++tries;
            if (is_away) throw StoreUnreachable("away");
            return std::make_unique<Nothing>();
        },
        4);
    is_away = true;
    pool.forget_idle();
    tries = 0;
    for (int i = 0; i < 1000; ++i) EXPECT_THROW(pool.lend(), StoreUnreachable);
    EXPECT_LT(tries, 100) << "one each half second";
}

TEST(Pool, WhoIsCutOffWhileConnectingConnectsAgain) {
    std::atomic<int> tries = 0;
    Pool pool(
        [&]() -> std::unique_ptr<Connection> {
            if (++tries == 2) throw StoreUnreachable("terminated by the administrator");
            return std::make_unique<Nothing>();
        },
        4);
    pool.forget_idle();
    EXPECT_NO_THROW(pool.lend());
}

TEST(Pool, ATryThatFailsLateDoesNotTakeTheDatabaseForAwayAgain) {
    std::latch hangs(1), is_back(1);
    std::atomic<int> tries = 0;
    auto const here = std::this_thread::get_id();
    Pool pool(
        [&]() -> std::unique_ptr<Connection> {
            if (std::this_thread::get_id() == here) return std::make_unique<Nothing>();
            if (++tries == 1) {
                hangs.count_down();
                is_back.wait();
            }
            throw StoreUnreachable("said nothing for seconds");
        },
        4);
    pool.forget_idle();
    std::jthread late([&] { EXPECT_THROW(pool.lend(), StoreUnreachable); });
    hangs.wait();
    auto const first = pool.lend();
    is_back.count_down();
    late.join();
    EXPECT_NO_THROW(pool.lend());
}

}  // namespace
}  // namespace voordeur
