// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <thread>
#include <vector>

#include "outbox/delivery.hpp"

namespace voordeur {

// The threads that empty the table `message`. SMS and e-mail have lanes of their own, so that a slow mail
// server never delays a code. Any number of processes may run one over the same database.
class OutboxWorker {
  public:
    // `bell` outlives it. Without its ring (another process queued) the table is looked at once a second.
    // `emails_at_once`: how many mails are under way at the same time, each over a connection of its own.
    OutboxWorker(DeliveryRooms rooms, Bell& bell, int emails_at_once = 1);
    // Stops.
    ~OutboxWorker();
    OutboxWorker(OutboxWorker const&) = delete;
    OutboxWorker& operator=(OutboxWorker const&) = delete;

    // Once.
    void start();
    // Begins no more sends and waits for those under way, which the transport breaks off within seconds. For
    // good.
    void stop();

    Delivery const& delivery(MessageKind kind) const { return kind == MessageKind::email ? email_ : sms_; }

  private:
    void run(std::stop_token const& stop, Delivery& delivery);

    Transport& transport_;
    Bell& bell_;
    int emails_at_once_;
    Delivery email_;
    Delivery sms_;
    std::vector<std::jthread> threads_;
};

}  // namespace voordeur
