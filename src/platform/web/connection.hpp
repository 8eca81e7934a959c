// SPDX-License-Identifier: EUPL-1.2
// One visitor's connection. Nothing else but the server includes it.
#pragma once

#include <atomic>
#include <string>

#include "web/http_server.hpp"
#include "web/loop.hpp"

namespace voordeur {

// Shared by all connections of one server, which it outlives.
struct Door {
    HttpLimits limits;
    HttpServer::Pages pages;
    SlowPlaces places{limits.slow};
    std::atomic<std::size_t> slow{0};        // threads that make, or just made, a slow page
    std::atomic<std::size_t> unanswered{0};  // connections that were let in and have had no answer yet
    std::atomic<bool> closing{false};        // each answer is the last of its connection
};

// Reads requests and writes answers until one side closes; lives by itself. Call it on the thread of `loop`,
// whose socket it is.
void serve_connection(Socket socket, std::string peer, Door& door, Loop& loop);

}  // namespace voordeur
