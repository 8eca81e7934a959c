// SPDX-License-Identifier: EUPL-1.2
#include "recovery_reminders.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>

#include "base/log.hpp"
#include "recoveries/remind.hpp"

namespace voordeur {

void remind_minutely(std::stop_token const& stop, RecoveryRooms const& rooms, Clock const& clock) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    while (!stop.stop_requested()) {
        try {
            if (auto const reminded = remind_of_recoveries(rooms, clock.now()); reminded > 0)
                log_info("recoveries_reminded", {{"rows", reminded}});
        } catch (std::exception const& error) {
            log_warning("reminding_failed", {{"error", error.what()}});
        }
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, std::chrono::minutes(1), [] { return false; });
    }
}

}  // namespace voordeur
