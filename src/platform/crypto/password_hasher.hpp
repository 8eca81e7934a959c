// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/argon2.hpp"
#include "crypto/encoded_hash.hpp"
#include "crypto/hash_memory_pool.hpp"

namespace voordeur {

// Hashes what a person chose or typed (password, super-PIN), a bounded number at a time, so that a flood of
// sign-ins leaves the other pages fast. nullopt from any of these means busy: answer 503 with Retry-After.
// Thread safe.
class PasswordHasher {
  public:
    // What is stored may have been made at a higher cost than now asked for, but not without end: a row of
    // the database must not decide how much memory and time a server spends.
    static constexpr HashingCost most_of_what_is_stored{256 * 1024, 16};

    // Sets the memory of all slots aside. Throws std::bad_alloc.
    PasswordHasher(HashingCost cost, HashingGate gate);

    // As EncodedHash::text(), with its own salt.
    std::optional<std::string> hash(std::string_view secret);
    // What is no encoded hash, or costs more than both `most_of_what_is_stored` and what is now asked for, is
    // logged and never right. Throws std::bad_alloc when it was made with more memory than now asked for and
    // there is none.
    std::optional<bool> verify(std::string const& encoded, std::string_view secret);
    // As long as a verify, for an address that has no account.
    std::optional<bool> verify_nobody(std::string_view secret) { return verify(nobody_, secret); }

    // Whether `encoded` was made at another cost than now asked for.
    bool needs_rehash(std::string const& encoded) const;
    // What it hashes with, for the log.
    Argon2Build build() const { return build_; }
    // How many hashes were made since the start, dummies included.
    std::uint64_t hashes_done() const { return done_; }
    // How long they took in all, the wait for a place apart.
    std::chrono::nanoseconds time_hashing() const { return std::chrono::nanoseconds(nanoseconds_); }

  private:
    class Slot;
    bool is_affordable(HashingCost const& cost) const;
    std::string tag_of(std::string_view secret, EncodedHash const& hash, HashMemory const& kept) const;

    HashingCost const cost_;
    Argon2Build const build_;
    std::string nobody_;
    HashMemoryPool memory_;
    std::atomic<std::uint64_t> done_ = 0;
    std::atomic<std::int64_t> nanoseconds_ = 0;
};

}  // namespace voordeur
