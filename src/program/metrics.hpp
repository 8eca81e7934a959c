// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "crypto/password_hasher.hpp"
#include "dispatcher.hpp"
#include "outbox/worker.hpp"
#include "store/database.hpp"

namespace voordeur {

// What is looked at when somebody asks; all outlive it.
struct MetricSources {
    Clock const& clock;
    Database& database;
    PasswordHasher const& hasher;
    OutboxWorker const& outbox;
};

// What /metrics tells, as Prometheus text. Routes are rows of routes.cpp: no path, no token, no person.
// Thread safe.
class Metrics {
  public:
    explicit Metrics(MetricSources sources);
    ~Metrics();

    void count(Answered const& answered);
    void note_sweep(Time now) { swept_at_ = to_stored(now); }
    // Does not throw while the database is away: it says that then.
    std::string text() const;

  private:
    struct Families;
    MetricSources const sources_;
    Time const began_at_;
    std::unique_ptr<Families> families_;
    std::atomic<std::int64_t> swept_at_ = 0;  // UTC milliseconds; 0: not yet
};

// How an answer to a step of signing in is counted: right, wrong, ended, wait, busy or refused. Pure.
std::string_view sign_in_outcome(Answered const& answered);

}  // namespace voordeur
