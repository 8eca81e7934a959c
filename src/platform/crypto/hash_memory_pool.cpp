// SPDX-License-Identifier: EUPL-1.2
#include "crypto/hash_memory_pool.hpp"

#include <utility>

namespace voordeur {

HashMemoryPool::HashMemoryPool(HashingGate gate, std::size_t bytes_of_each) : gate_(gate) {
    for (unsigned i = 0; i < gate.slots; ++i) wiped_.emplace_back(bytes_of_each);
    left_as_is_.reserve(gate.slots);
}

std::optional<HashMemory> HashMemoryPool::take() {
    std::unique_lock lock(mutex_);
    if (is_empty()) {
        if (waiting_ >= gate_.queue) return std::nullopt;
        ++waiting_;
        auto const is_returned = returned_.wait_for(lock, gate_.longest_wait, [&] { return !is_empty(); });
        --waiting_;
        if (!is_returned) return std::nullopt;
    }
    auto& from = left_as_is_.empty() ? wiped_ : left_as_is_;
    auto memory = std::move(from.back());
    from.pop_back();
    return memory;
}

// Whether one of those who wait will take it.
bool HashMemoryPool::hand_over(HashMemory& memory) {
    std::lock_guard const lock(mutex_);
    if (waiting_ <= wiped_.size() + left_as_is_.size()) return false;
    left_as_is_.push_back(std::move(memory));
    return true;
}

void HashMemoryPool::give_back(HashMemory memory) {
    if (!hand_over(memory)) {
        memory.wipe();
        std::lock_guard const lock(mutex_);
        wiped_.push_back(std::move(memory));
    }
    returned_.notify_one();
}

}  // namespace voordeur
