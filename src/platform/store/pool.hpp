// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/sql.hpp"

namespace voordeur {

struct PoolUse {
    std::size_t most = 0, lent = 0, idle = 0;
};

// Connections of one kind, lent one at a time. Thread safe.
class Pool {
  public:
    Pool(std::function<std::unique_ptr<Connection>()> open, std::size_t size);
    ~Pool();

    class Lease {
      public:
        Lease(Pool& pool, std::unique_ptr<Connection> connection);
        ~Lease();
        Lease(Lease const&) = delete;
        Lease& operator=(Lease const&) = delete;
        Connection& operator*() { return *connection_; }
        Connection* operator->() { return connection_.get(); }

      private:
        Pool& pool_;
        std::unique_ptr<Connection> connection_;
    };

    // Waits at most four seconds for a free connection, else throws StoreUnreachable. While the database is
    // away one caller at a time tries whether it is back, twice a second; the others are told at once, so
    // that no thread waits for a time-out that another waits for already.
    Lease lend();
    // How many there may be, are lent, and wait for whoever comes.
    PoolUse use() const;
    // After a connection broke: the idle ones go too, since one restart of the database breaks them all.
    void forget_idle();

  private:
    std::unique_ptr<Connection> open_one(std::unique_lock<std::mutex>& lock);
    void give_back(std::unique_ptr<Connection> connection);

    std::function<std::unique_ptr<Connection>()> open_;
    std::size_t const size_;
    mutable std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t free_;
    std::uint64_t opened_ = 0;
    bool is_away_ = false;
    bool is_tried_ = false;  // by one caller, while it is away
    std::chrono::steady_clock::time_point next_try_at_;
};

}  // namespace voordeur
