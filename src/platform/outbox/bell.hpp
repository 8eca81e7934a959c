// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace voordeur {

// Rung when there is something to send; the outbox's threads wait for it. Thread safe.
class Bell {
  public:
    void ring() {
        {
            std::lock_guard const lock(mutex_);
            ++rings_;
        }
        rung_.notify_all();
    }

    std::uint64_t rings() const {
        std::lock_guard const lock(mutex_);
        return rings_;
    }

    // Until it was rung after `heard` rings, `longest` went by, or stop.
    void wait(std::stop_token const& stop, std::uint64_t heard, std::chrono::seconds longest) {
        std::unique_lock lock(mutex_);
        rung_.wait_for(lock, stop, longest, [&] { return rings_ != heard; });
    }

    // The same, but being rung does not end it.
    void wait_anyway(std::stop_token const& stop, std::chrono::seconds longest) {
        std::unique_lock lock(mutex_);
        rung_.wait_for(lock, stop, longest, [] { return false; });
    }

    // Whoever waits for it says so, and when it does no more.
    void begin_listening() {
        std::lock_guard const lock(mutex_);
        ++listeners_;
    }
    void end_listening() {
        std::lock_guard const lock(mutex_);
        --listeners_;
    }
    bool is_heard() const {
        std::lock_guard const lock(mutex_);
        return listeners_ > 0;
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable_any rung_;
    std::uint64_t rings_ = 0;
    int listeners_ = 0;
};

}  // namespace voordeur
