// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <atomic>
#include <string_view>

#include "base/time.hpp"
#include "installation_store.hpp"

namespace voordeur {

struct ClientNetwork;
struct Request;

// What is wrong with the requests of a proxy that is trusted, seen while it serves: written to the log once,
// and kept in the database for `voordeur check`. Thread safe.
class ProxyWatch {
  public:
    ProxyWatch(Database& database, bool is_https) : database_(database), is_https_(is_https) {}

    // Of a request that is no health check. Does not throw.
    void look(Request const& request, ClientNetwork const& network) const;

  private:
    void note(ProxyFault fault, Request const& request) const;

    Database& database_;
    bool const is_https_;
    // UTC milliseconds; 0: never.
    mutable std::array<std::atomic<std::int64_t>, all_proxy_faults.size()> last_noted_{};
};

}  // namespace voordeur
