// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "web/request.hpp"
#include "web/response.hpp"
#include "web/slow_places.hpp"

namespace voordeur {

struct HttpLimits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t body_bytes = 64 * 1024;
    std::size_t connections = 12'000;  // more are refused at the door
    SlowLimits slow;
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
// pages find a thread, and who does not flood finds a place among the slow ones (slow_places.hpp).
class HttpServer {
  public:
    // All are called on many threads at once and must not throw.
    struct Pages {
        std::function<Response(Request&)> answer;
        // Among whom its place is shared; nullopt: the page is quick.
        std::function<std::optional<Sharers>(Request const&)> sharers_of_slow = [](Request const&) {
            return std::nullopt;
        };
        // Asked on the connection's own thread where a slow page might have to wait: its answer, where that
        // needs nothing slow.
        std::function<std::optional<Response>(Request&)> answer_early = [](Request&) { return std::nullopt; };
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
