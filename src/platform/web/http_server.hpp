// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {

struct HttpLimits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t body_bytes = 64 * 1024;
    std::size_t connections = 12'000;       // more are refused at the door
    std::size_t slow_pages = 64;            // at once; more are excess
    std::chrono::seconds request_time{15};  // from the first byte to the last, and between requests

    bool operator==(HttpLimits const&) const = default;
};

// One sentence, which begins with the address.
struct CannotListen : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// The same, where trying again later may do: something else uses the address, or the network is not up.
struct CannotListenYet : CannotListen {
    using CannotListen::CannotListen;
};

// HTTP/1.1 over TCP or a Unix socket, without TLS (Caddy or nginx is in front). Connections are asynchronous:
// a slow or idle client holds no thread. Each stays with one of `threads`, which reads its requests, runs
// their quick pages to their end, and writes; a slow page (it hashes, or starts a program) runs on a thread
// of its own, which costs little beside that and nothing while nobody asks. However many of those come, quick
// pages find a thread.
class HttpServer {
  public:
    // All are called on many threads at once and must not throw.
    struct Pages {
        std::function<Response(Request&)> answer;
        std::function<bool(Request const&)> is_slow = [](Request const&) { return false; };
        // Puts the headers of every answer on what the server refuses by itself (400, 413, 431, 503).
        std::function<void(Response&)> finish_refusal = [](Response&) {};
    };

    // `listen` is "host:port" or "unix:/path". Binds at once; throws CannotListen.
    HttpServer(std::string const& listen, std::size_t threads, HttpLimits limits, Pages pages);
    ~HttpServer();

    // The port that was bound; useful when 0 was asked for. 0 for a Unix socket.
    unsigned short port() const;
    void start();
    // Takes no more requests, lets running ones end, and returns.
    void stop();

  private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace voordeur
