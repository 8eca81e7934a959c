// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// Argon2id (RFC 9106). OWASP's set of 19 MiB, 2 passes, 1 lane is the least.
struct HashingCost {
    std::uint64_t memory_kib = 19 * 1024;
    std::uint64_t passes = 2;

    bool operator==(HashingCost const&) const = default;
};

struct HashingGate {
    unsigned slots = 1;                            // hashes at once: the number of cores
    unsigned queue = 64;                           // more than this waiting: busy at once
    std::chrono::milliseconds longest_wait{2000};  // waited this long: busy

    bool operator==(HashingGate const&) const = default;
};

// Hashes what a person chose or typed (password, super-PIN), a bounded number at a time, so that a flood of
// sign-ins leaves the other pages fast. nullopt from any of these means busy: answer 503 with Retry-After.
// Thread safe.
class PasswordHasher {
  public:
    PasswordHasher(HashingCost cost, HashingGate gate);

    // The encoded form, "$argon2id$…", with its own salt.
    std::optional<std::string> hash(std::string_view secret);
    std::optional<bool> verify(std::string const& encoded, std::string_view secret);
    // As long as a verify, for an address that has no account.
    std::optional<bool> verify_nobody(std::string_view secret) { return verify(nobody_, secret); }

    // Whether `encoded` was made at a lower cost than now asked for.
    bool needs_rehash(std::string const& encoded) const;
    // How many hashes were made since the start, dummies included.
    std::uint64_t hashes_done() const { return done_; }
    // How long they took in all, the wait for a place apart.
    std::chrono::nanoseconds time_hashing() const { return std::chrono::nanoseconds(nanoseconds_); }

  private:
    class Slot;
    bool enter();
    void leave();
    std::string encode(std::string_view secret) const;

    HashingCost const cost_;
    HashingGate const gate_;
    std::string nobody_;
    std::mutex mutex_;
    std::condition_variable left_;
    unsigned running_ = 0;
    unsigned waiting_ = 0;
    std::atomic<std::uint64_t> done_ = 0;
    std::atomic<std::int64_t> nanoseconds_ = 0;
};

}  // namespace voordeur
