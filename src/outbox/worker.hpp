// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "outbox/delivery.hpp"

namespace voordeur {

// The threads that empty the table `message`. SMS and e-mail have lanes of their own, so that a slow mail
// server never delays a code. Any number of processes may run one over the same database.
class OutboxWorker {
  public:
    explicit OutboxWorker(DeliveryRooms rooms);
    // Stops.
    ~OutboxWorker();
    OutboxWorker(OutboxWorker const&) = delete;
    OutboxWorker& operator=(OutboxWorker const&) = delete;

    // Once.
    void start();
    // Something was queued and committed. Thread safe, cheap. Without it (another process queued) the table
    // is looked at once a second.
    void wake();
    // Begins no more sends and waits for those under way, which the transport breaks off within seconds. For
    // good.
    void stop();

    Delivery const& delivery(MessageKind kind) const { return kind == MessageKind::email ? email_ : sms_; }

  private:
    void run(std::stop_token const& stop, Delivery& delivery);
    void pause(std::stop_token const& stop, std::uint64_t wakes_seen);
    void back_off(std::stop_token const& stop);
    std::uint64_t wakes();

    Transport& transport_;
    Delivery email_;
    Delivery sms_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::uint64_t wakes_ = 0;
    std::vector<std::jthread> threads_;
};

}  // namespace voordeur
