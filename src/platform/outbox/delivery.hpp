// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>

#include "outbox/outbox_store.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

// What a delivery needs; all outlive it.
struct DeliveryRooms {
    Database& database;
    Sealer const& sealer;
    Transport& transport;
    Clock const& clock;
};

// Since the program started.
struct DeliveryCounts {
    std::atomic<std::uint64_t> sent{0};
    std::atomic<std::uint64_t> retried{0};
    std::atomic<std::uint64_t> expired{0};
    std::atomic<std::uint64_t> given_up{0};
};

// Takes one kind of message from the table to the transport. Thread safe.
class Delivery {
  public:
    Delivery(DeliveryRooms rooms, MessageKind kind) : rooms_(rooms), kind_(kind) {}

    // Claims the most urgent due message, sends it and notes how that ended. One at a time, so that a lease
    // covers one send and a code never waits behind a batch. False when nothing was due, or the gateway is
    // down and it is not time yet to try again. Throws StoreError; a message whose outcome could not be noted
    // is tried again when its lease ends.
    bool deliver_one(std::stop_token const& stop);

    MessageKind kind() const { return kind_; }
    DeliveryCounts const& counts() const { return counts_; }
    // SMS that were taken, by the country of the number.
    std::map<std::string, std::uint64_t> sent_by_country() const;
    // Whether nothing is sent at the moment, since the gateway is down or refuses us.
    bool is_held_up() const;

  private:
    struct Ending;

    bool may_try(Time now);
    void give_turn_back(Time now);
    std::optional<ClaimedMessage> claim(Time now);
    std::optional<ClaimedMessage> claim_or_give_turn_back(Time now);
    void learn(ClaimedMessage const& message, SendOutcome const& outcome);
    SendOutcome send(Id<NewMessage> const& id, MessageContent const& content);
    void count_country(MessageContent const& content, SendOutcome const& outcome);
    Ending ending_of(ClaimedMessage const& message, SendOutcome const& outcome) const;
    void note(ClaimedMessage const& message, Ending const& ending, std::stop_token const& stop);
    void tell(ClaimedMessage const& message, Ending const& ending);

    DeliveryRooms rooms_;
    MessageKind kind_;
    DeliveryCounts counts_;
    mutable std::mutex mutex_;
    Circuit circuit_;
    std::map<std::string, std::uint64_t> sent_by_country_;
};

}  // namespace voordeur
