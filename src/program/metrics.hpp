// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "crypto/password_hasher.hpp"
#include "dispatcher.hpp"
#include "outbox/worker.hpp"

namespace voordeur {

// What /metrics tells, as Prometheus text. Routes are rows of routes.cpp: no path, no token, no person.
// Thread safe.
class Metrics {
  public:
    Metrics();
    ~Metrics();

    void count(Answered const& answered);
    std::string text(PasswordHasher const& hasher, OutboxWorker const& outbox) const;

  private:
    struct Families;
    std::unique_ptr<Families> families_;
};

}  // namespace voordeur
