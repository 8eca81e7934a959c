// SPDX-License-Identifier: EUPL-1.2
#include "audit_keeper.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "audit/audit.hpp"
#include "audit/audit_retention.hpp"
#include "base/log.hpp"
#include "installation.hpp"

namespace voordeur {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds looked_every{1};
constexpr std::chrono::minutes head_logged_every{5};
constexpr std::chrono::hours old_lines_ended_every{1};
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
        auto const may_be_more = end_old_lines();
        return taken > 0 || may_be_more ? rest_between_batches : looked_every;
    }

  private:
    // Some of what may go by now, each hour until nothing is left of it.
    bool end_old_lines() {
        if (Steady::now() < next_ending_) return false;
        next_ending_ = Steady::now() + old_lines_ended_every;  // also when the database refuses
        auto const now = installation_.clock().now();
        auto const ended =
            retention_.end_some(lines_may_go_before(now, installation_.config().audit_lines_stay));
        ended_ += ended;
        if (ended > 0)
            next_ending_ = Steady::now();
        else if (ended_ > 0)
            retention_.note_ended(std::exchange(ended_, 0), now);
        return ended > 0;
    }

    Installation& installation_;
    App const app_;
    AuditChainer chainer_;
    AuditRetention const retention_{app_.database, app_.mac, app_.audit};
    std::int64_t ended_ = 0;
    Steady::time_point next_ending_ = Steady::now();
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
