// SPDX-License-Identifier: EUPL-1.2
#include "crypto/password_hasher.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <atomic>
#include <new>
#include <thread>

namespace voordeur {
namespace {

std::string hash_by_libsodium(std::string_view secret, HashingCost cost) {
    char encoded[crypto_pwhash_STRBYTES];
    EXPECT_EQ(crypto_pwhash_str_alg(encoded, secret.data(), secret.size(), cost.passes,
                                    std::size_t{cost.memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13),
              0);
    return encoded;
}

bool verifies_by_libsodium(std::string const& encoded, std::string_view secret) {
    return crypto_pwhash_str_verify(encoded.c_str(), secret.data(), secret.size()) == 0;
}

std::string hash_that_says(std::string const& cost) {
    return "$argon2id$v=19$" + cost +
           ",p=1$c2FsdHNhbHRzYWx0c2FsdA$dGFndGFndGFndGFndGFndGFndGFndGFndGFndGFndGE";
}

TEST(PasswordHasher, VerifiesAndKnowsAnOlderCost) {
    PasswordHasher cheap({8 * 1024, 1}, {});
    auto const encoded = cheap.hash("geheim").value();
    EXPECT_TRUE(encoded.starts_with("$argon2id$v=19$m=8192,t=1,p=1$"));
    EXPECT_EQ(cheap.verify(encoded, "geheim"), true);
    EXPECT_EQ(cheap.verify(encoded, "Geheim"), false);
    EXPECT_EQ(cheap.verify(encoded, ""), false);
    EXPECT_EQ(cheap.verify_nobody("geheim"), false);
    EXPECT_EQ(cheap.hashes_done(), 5U);
    EXPECT_GT(cheap.time_hashing().count(), 0);
    EXPECT_NE(cheap.hash("geheim"), encoded) << "each has a salt of its own";
    EXPECT_FALSE(cheap.needs_rehash(encoded));
    EXPECT_TRUE(PasswordHasher({16 * 1024, 1}, {}).needs_rehash(encoded));
    EXPECT_TRUE(PasswordHasher({8 * 1024, 2}, {}).needs_rehash(encoded));
    EXPECT_TRUE(PasswordHasher({4 * 1024, 1}, {}).needs_rehash(encoded));
    EXPECT_TRUE(cheap.needs_rehash("$argon2id$"));
}

TEST(PasswordHasher, ReadsWhatLibsodiumWroteAndTheOtherWayRound) {
    PasswordHasher hasher({64, 2}, {});
    for (HashingCost const cost : {HashingCost{8, 1}, HashingCost{61, 3}, HashingCost{64, 2}, HashingCost{}})
        for (std::string const secret : {"", "geheim", "één zin van 2 regels\nen een 0: "}) {
            auto const theirs = hash_by_libsodium(secret, cost);
            EXPECT_EQ(hasher.verify(theirs, secret), true) << theirs;
            EXPECT_EQ(hasher.verify(theirs, secret + "x"), false) << theirs;
            EXPECT_EQ(hasher.needs_rehash(theirs), !(cost == HashingCost{64, 2})) << theirs;
            auto const ours = PasswordHasher(cost, {}).hash(secret).value();
            EXPECT_TRUE(verifies_by_libsodium(ours, secret)) << ours;
            EXPECT_FALSE(verifies_by_libsodium(ours, secret + "x")) << ours;
        }
}

TEST(PasswordHasher, KnowsWhatWasHashedAtAHigherCost) {
    auto const encoded = PasswordHasher({16 * 1024, 2}, {}).hash("geheim").value();
    PasswordHasher cheap({8, 1}, {});
    EXPECT_EQ(cheap.verify(encoded, "geheim"), true);
    EXPECT_EQ(cheap.verify(encoded, "Geheim"), false);
}

TEST(PasswordHasher, RefusesAHashThatCostsMoreThanAServerMaySpend) {
    PasswordHasher hasher({8, 1}, {});
    for (auto const* cost : {"m=262145,t=1", "m=4294967295,t=1", "m=8,t=17", "m=8,t=4294967295", "m=8,t=0",
                             "m=7,t=1", "m=0,t=1", "m=0,t=0"}) {
        auto const began = std::chrono::steady_clock::now();
        EXPECT_EQ(hasher.verify(hash_that_says(cost), "geheim"), false) << cost;
        EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(1)) << cost;
    }
    for (auto const* text : {"", "geheim", "$argon2id$v=19$m=8,t=1,p=1$$"})
        EXPECT_EQ(hasher.verify(text, "geheim"), false) << text;
}

TEST(PasswordHasher, SaysAtTheStartThatThereIsNoMemory) {
    EXPECT_THROW(PasswordHasher({4'294'967'295, 1}, {.slots = 1'000}), std::bad_alloc);
}

TEST(HashingGate, IsBusyAtOnceWhenItsQueueIsFull) {
    PasswordHasher hasher({64 * 1024, 4}, {.slots = 1, .queue = 0});
    std::atomic<int> busy = 0, done = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back([&] { ++(hasher.hash("x") ? done : busy); });
    threads.clear();
    EXPECT_GE(done, 1);
    EXPECT_EQ(done + busy, 8);
}

TEST(HashingGate, EachSlotHasItsOwnMemory) {
    PasswordHasher hasher({1024, 2}, {.slots = 3, .queue = 64, .longest_wait = std::chrono::minutes(1)});
    auto const encoded = hasher.hash("geheim").value();
    std::atomic<int> right = 0, wrong = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int j = 0; j < 20; ++j) {
                if (hasher.verify(encoded, "geheim") == true) ++right;
                if (hasher.verify(encoded, "Geheim") == false) ++wrong;
            }
        });
    threads.clear();
    EXPECT_EQ(right, 160);
    EXPECT_EQ(wrong, 160);
}

}  // namespace
}  // namespace voordeur
