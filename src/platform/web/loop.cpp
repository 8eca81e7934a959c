// SPDX-License-Identifier: EUPL-1.2
#include "web/loop.hpp"

#include <boost/asio/executor_work_guard.hpp>

namespace voordeur {

// One thread runs it: asio then wakes no other.
Loop::Loop() : context_(1), timer_(context_) {}

void Loop::run() {
    auto const open = boost::asio::make_work_guard(context_);
    context_.run();
}

void Loop::enter(Guest& guest) {
    guests_.insert(&guest);
    if (!ticks_) tick();
}

void Loop::tick() {
    ticks_ = !guests_.empty();
    if (!ticks_) return;
    timer_.expires_after(std::chrono::seconds(1));
    timer_.async_wait([this](boost::system::error_code error) {
        if (error) return;
        ++second_;
        for (auto* const guest : guests_)
            if (guest->expires_at != 0 && guest->expires_at <= second_) guest->expire();
        tick();
    });
}

}  // namespace voordeur
