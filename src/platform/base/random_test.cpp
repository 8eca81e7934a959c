// SPDX-License-Identifier: EUPL-1.2
#include "base/random.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace voordeur {
namespace {

TEST(SystemRandom, GivesAsManyBytesAsAskedFor) {
    SystemRandom random;
    for (auto const count : {0U, 1U, 32U, 1000U, 1024U, 1025U, 100'000U})
        EXPECT_EQ(random.bytes(count).size(), count);
}

// What is left of the last kibibyte may not be given again, nor what was wiped.
TEST(SystemRandom, GivesNoByteTwice) {
    SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 5000; ++i) {
        auto const bytes = random.bytes(static_cast<std::size_t>(8 + i % 50));
        EXPECT_TRUE(seen.insert(bytes.substr(0, 8)).second);
        EXPECT_NE(bytes.substr(bytes.size() - 8), std::string(8, '\0'));
    }
}

TEST(SystemRandom, GivesEachThreadItsOwn) {
    SystemRandom random;
    std::mutex mutex;
    std::set<std::string> seen;
    {
        std::vector<std::jthread> askers;
        for (int thread = 0; thread < 4; ++thread)
            askers.emplace_back([&] {
                std::vector<std::string> own;
                for (int i = 0; i < 2000; ++i) own.push_back(random.bytes(16));
                std::lock_guard const lock(mutex);
                seen.insert(own.begin(), own.end());
            });
    }
    EXPECT_EQ(seen.size(), 8000U);
}

TEST(SystemRandom, IsEven) {
    SystemRandom random;
    int counts[6]{};
    for (int i = 0; i < 60'000; ++i) ++counts[random.below(6)];
    for (auto const count : counts) EXPECT_NEAR(count, 10'000, 600);
}

}  // namespace
}  // namespace voordeur
