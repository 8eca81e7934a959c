// SPDX-License-Identifier: EUPL-1.2
// Where the demo's messages go instead of out. Nothing else knows it.
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

struct DemoMessage {
    std::string id;
    Time at;
    MessageContent content;
};

// Keeps the newest 200, in memory. Thread safe.
class DemoMailbox final : public Transport {
  public:
    explicit DemoMailbox(Clock const& clock) : clock_(clock) {}

    SendOutcome send(std::string const& id, Email const& email) override { return keep(id, email); }
    SendOutcome send(std::string const& id, Sms const& sms) override { return keep(id, sms); }

    std::vector<DemoMessage> newest_first() const;

  private:
    SendOutcome keep(std::string const& id, MessageContent content);

    Clock const& clock_;
    mutable std::mutex mutex_;
    std::deque<DemoMessage> messages_;  // newest first
};

}  // namespace voordeur
