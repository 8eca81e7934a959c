// SPDX-License-Identifier: EUPL-1.2
#include "outbox/worker.hpp"

#include <chrono>
#include <exception>

#include "base/log.hpp"

namespace voordeur {
namespace {

constexpr std::chrono::seconds longest_pause{1};
constexpr int sms_threads = 2;  // one slow answer of the gateway must not hold up everybody's codes

}  // namespace

OutboxWorker::OutboxWorker(DeliveryRooms rooms, Bell& bell, int emails_at_once)
    : transport_(rooms.transport),
      bell_(bell),
      emails_at_once_(emails_at_once),
      email_(rooms, MessageKind::email),
      sms_(rooms, MessageKind::sms) {}

void OutboxWorker::start() {
    bell_.begin_listening();
    auto const start = [this](Delivery& delivery, int count) {
        for (int i = 0; i < count; ++i)
            threads_.emplace_back([this, &delivery](std::stop_token const& stop) { run(stop, delivery); });
    };
    start(email_, emails_at_once_);
    start(sms_, sms_threads);
}

OutboxWorker::~OutboxWorker() {
    stop();
}

void OutboxWorker::stop() {
    for (auto& thread : threads_) thread.request_stop();
    transport_.stop();
    if (!threads_.empty()) bell_.end_listening();
    threads_.clear();  // joins
}

void OutboxWorker::run(std::stop_token const& stop, Delivery& delivery) {
    while (!stop.stop_requested()) {
        auto const heard = bell_.rings();
        try {
            if (!delivery.deliver_one(stop)) bell_.wait(stop, heard, longest_pause);
        } catch (std::exception const& failure) {
            log_error("outbox_failed",
                      {{"kind", std::string(stored_name(delivery.kind()))}, {"error", failure.what()}});
            // More work does not mend a database.
            bell_.wait_anyway(stop, longest_pause);
        }
    }
}

}  // namespace voordeur
