// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

#include "crypto/hash_memory.hpp"

namespace voordeur {

struct HashingGate {
    unsigned slots = 1;                            // hashes at once: the number of cores
    unsigned queue = 64;                           // more than this waiting: busy at once
    std::chrono::milliseconds longest_wait{2000};  // waited this long: busy

    bool operator==(HashingGate const&) const = default;
};

// The memory of every slot, lent to one hash at a time. What a hash left in it would tell whether a guess is
// right, so it is wiped, unless somebody waits for it: then the next hash overwrites it at once. Thread safe.
class HashMemoryPool {
  public:
    // Sets all of it aside. Throws std::bad_alloc.
    HashMemoryPool(HashingGate gate, std::size_t bytes_of_each);

    // Waits for one; nullopt means busy. The caller gives it back.
    std::optional<HashMemory> take();
    void give_back(HashMemory memory);

  private:
    bool is_empty() const { return wiped_.empty() && left_as_is_.empty(); }
    bool hand_over(HashMemory& memory);

    HashingGate const gate_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<HashMemory> wiped_;  // the last one used is the next, so that a quiet server uses only one
    std::vector<HashMemory> left_as_is_;  // never more than wait
    unsigned waiting_ = 0;
};

}  // namespace voordeur
