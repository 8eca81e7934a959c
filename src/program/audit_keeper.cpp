// SPDX-License-Identifier: EUPL-1.2
#include "audit_keeper.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "audit/audit.hpp"
#include "base/log.hpp"
#include "installation.hpp"

namespace voordeur {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds looked_every{1};
constexpr std::chrono::minutes head_logged_every{5};
constexpr std::chrono::milliseconds time_to_leave{500};

// Does each of them when it is due.
class Keeper {
  public:
    explicit Keeper(Installation& installation)
        : installation_(installation), app_(installation.app()), chainer_(chainer_of(installation)) {}

    // How long it may rest then.
    std::chrono::milliseconds work() {
        auto const taken = chainer_.chain(installation_.clock().now());
        if (Steady::now() >= next_look_) {
            app_.audit.look_after_last_lines(app_.database, installation_.clock().now());
            next_look_ = Steady::now() + looked_every;
        }
        if (Steady::now() >= next_head_) {
            log_info("audit_head", {{"head", audit_head(app_.database).text()}});
            next_head_ += head_logged_every;
        }
        return taken > 0 ? rest_between_batches : looked_every;
    }

  private:
    Installation& installation_;
    App const app_;
    AuditChainer chainer_;
    Steady::time_point next_look_ = Steady::now();
    Steady::time_point next_head_ = Steady::now();
};

}  // namespace

AuditChainer chainer_of(Installation& installation) {
    auto const app = installation.app();
    return {app.database, app.mac, app.audit, installation.audit_head_file()};
}

void keep_audit_log(std::stop_token const& stop, Installation& installation) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    Keeper keeper(installation);
    while (!stop.stop_requested()) {
        std::chrono::milliseconds rest = looked_every;
        try {
            rest = keeper.work();
        } catch (std::exception const& error) {
            log_warning("audit_chain_waits", {{"error", error.what()}});
        }
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, rest, [] { return false; });
    }
    leave_audit_log(installation);
}

void leave_audit_log(Installation& installation) {
    try {
        auto chainer = chainer_of(installation);
        chainer.settle(installation.clock(), time_to_leave);
    } catch (std::exception const& error) {
        log_warning("audit_chain_waits", {{"error", error.what()}});
    }
}

}  // namespace voordeur
