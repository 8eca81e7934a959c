// SPDX-License-Identifier: EUPL-1.2
// Where the demo's messages go instead of out. Nothing else knows it.
#pragma once

#include <deque>
#include <filesystem>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

struct DemoMessage {
    Id<NewMessage> id;
    Time at;
    MessageContent content;
};

// Keeps the newest 200, in memory. Thread safe.
class DemoMailbox final : public Transport {
  public:
    // `folder` is the demo's, for what a practice would hand over on paper.
    DemoMailbox(Clock const& clock, std::filesystem::path folder)
        : clock_(clock), folder_(std::move(folder)) {}

    SendOutcome send(Id<NewMessage> const& id, Email const& email) override { return keep(id, email); }
    SendOutcome send(Id<NewMessage> const& id, Sms const& sms) override { return keep(id, sms); }

    std::vector<DemoMessage> newest_first() const;
    std::filesystem::path const& folder() const { return folder_; }

  private:
    SendOutcome keep(Id<NewMessage> const& id, MessageContent content);

    Clock const& clock_;
    std::filesystem::path const folder_;
    mutable std::mutex mutex_;
    std::deque<DemoMessage> messages_;  // newest first
};

}  // namespace voordeur
