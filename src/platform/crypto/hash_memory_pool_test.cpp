// SPDX-License-Identifier: EUPL-1.2
#include "crypto/hash_memory_pool.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace voordeur {
namespace {

constexpr std::size_t bytes = 2 * 1024 * 1024;

bool is_wiped(HashMemory const& memory) {
    return std::ranges::all_of(memory.bytes(), [](auto byte) { return byte == 0; });
}

TEST(HashMemoryPool, KeepsNothingOfAHashWhenNobodyWaits) {
    HashMemoryPool pool({.slots = 2}, bytes);
    for (int hash = 0; hash < 3; ++hash) {
        auto one = pool.take(), other = pool.take();
        for (auto* memory : {&one, &other}) {
            EXPECT_TRUE(is_wiped(memory->value()));
            std::ranges::fill(memory->value().bytes(), std::uint8_t{1});
            pool.give_back(std::move(memory->value()));
        }
    }
}

TEST(HashMemoryPool, KeepsNothingOfManyHashesThatWaitedForEachOther) {
    HashMemoryPool pool({.slots = 2, .queue = 8, .longest_wait = std::chrono::minutes(1)}, bytes);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int hash = 0; hash < 20; ++hash) {
                auto memory = pool.take();
                std::ranges::fill(memory.value().bytes(), std::uint8_t{1});
                pool.give_back(std::move(memory.value()));
            }
        });
    threads.clear();
    auto const one = pool.take(), other = pool.take();
    EXPECT_TRUE(is_wiped(one.value()));
    EXPECT_TRUE(is_wiped(other.value()));
}

TEST(HashMemoryPool, IsBusyAtOnceWhenItsQueueIsFull) {
    HashMemoryPool pool({.slots = 1, .queue = 0}, bytes);
    auto memory = pool.take();
    EXPECT_FALSE(pool.take());
    pool.give_back(std::move(memory.value()));
    EXPECT_TRUE(pool.take());
}

TEST(HashMemoryPool, IsBusyAfterTheLongestWait) {
    HashMemoryPool pool({.slots = 1, .queue = 1, .longest_wait = std::chrono::milliseconds(1)}, bytes);
    auto const memory = pool.take();
    EXPECT_FALSE(pool.take());
}

}  // namespace
}  // namespace voordeur
