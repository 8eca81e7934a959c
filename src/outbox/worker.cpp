// SPDX-License-Identifier: EUPL-1.2
#include "outbox/worker.hpp"

#include <chrono>
#include <exception>

#include "base/log.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::seconds longest_pause{1};
constexpr int email_threads = 1;
constexpr int sms_threads = 2;  // one slow answer of the gateway must not hold up everybody's codes

}  // namespace

OutboxWorker::OutboxWorker(DeliveryRooms rooms)
    : transport_(rooms.transport), email_(rooms, MessageKind::email), sms_(rooms, MessageKind::sms) {}

void OutboxWorker::start() {
    auto const start = [this](Delivery& delivery, int count) {
        for (int i = 0; i < count; ++i)
            threads_.emplace_back([this, &delivery](std::stop_token const& stop) { run(stop, delivery); });
    };
    start(email_, email_threads);
    start(sms_, sms_threads);
}

OutboxWorker::~OutboxWorker() {
    stop();
}

void OutboxWorker::wake() {
    {
        std::lock_guard const lock(mutex_);
        ++wakes_;
    }
    woken_.notify_all();
}

void OutboxWorker::stop() {
    for (auto& thread : threads_) thread.request_stop();
    transport_.stop();
    threads_.clear();  // joins
}

void OutboxWorker::run(std::stop_token const& stop, Delivery& delivery) {
    while (!stop.stop_requested()) {
        auto const seen = wakes();
        try {
            if (!delivery.deliver_one(stop)) pause(stop, seen);
        } catch (std::exception const& failure) {
            log_error("outbox_failed",
                      {{"kind", std::string(stored_name(delivery.kind()))}, {"error", failure.what()}});
            back_off(stop);
        }
    }
}

// Until something was queued since `wakes_seen`, a second went by, or stop.
void OutboxWorker::pause(std::stop_token const& stop, std::uint64_t wakes_seen) {
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, stop, longest_pause, [&] { return wakes_ != wakes_seen; });
}

// Being woken does not mend a database: only stop ends this sooner.
void OutboxWorker::back_off(std::stop_token const& stop) {
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, stop, longest_pause, [] { return false; });
}

std::uint64_t OutboxWorker::wakes() {
    std::lock_guard const lock(mutex_);
    return wakes_;
}

}  // namespace voordeur
