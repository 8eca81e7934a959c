// SPDX-License-Identifier: EUPL-1.2
#include "web/loop.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <boost/asio/executor_work_guard.hpp>

namespace voordeur {
namespace {

// What sched_setattr(2) takes; glibc has it from 2.41 on.
struct Turns {
    std::uint32_t size = sizeof(Turns);
    std::uint32_t policy = SCHED_OTHER;
    std::uint64_t flags = 0;
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t runtime = 0, deadline = 0, period = 0;  // nanoseconds
};

// A page takes less than a tenth of a millisecond, a hash eight. Since EEVDF (Linux 6.12) who asks for
// shorter turns is let in between those of the others; an older kernel takes no notice.
void ask_for_short_turns() {
    Turns const turns{.nice = getpriority(PRIO_PROCESS, 0), .runtime = 100'000};
    syscall(SYS_sched_setattr, 0, &turns, 0);
}

}  // namespace

// One thread runs it: asio then wakes no other.
Loop::Loop() : context_(1), timer_(context_) {}

void Loop::run() {
    ask_for_short_turns();
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
