// SPDX-License-Identifier: EUPL-1.2
#include "demo/demo_mailbox.hpp"

#include <utility>

namespace voordeur {
namespace {

constexpr std::size_t most_kept = 200;

}  // namespace

std::vector<DemoMessage> DemoMailbox::newest_first() const {
    std::lock_guard const lock(mutex_);
    return {messages_.begin(), messages_.end()};
}

SendOutcome DemoMailbox::keep(Id<NewMessage> const& id, MessageContent content) {
    std::lock_guard const lock(mutex_);
    messages_.push_front({id, clock_.now(), std::move(content)});
    if (messages_.size() > most_kept) messages_.pop_back();
    return {SendResult::sent, ""};
}

}  // namespace voordeur
