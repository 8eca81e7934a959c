// SPDX-License-Identifier: EUPL-1.2
// One thread's share of the connections. Nothing else but the server and its connections includes it.
#pragma once

#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <unordered_set>

namespace voordeur {

using StreamProtocol = boost::asio::generic::stream_protocol;
using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<StreamProtocol, Executor>;

// A connection is read, answered and written on the thread of its loop and on no other, so that no request
// wakes a second thread. Its deadline is looked at once a second for all: a timer of its own would cost more
// than reading the request does.
class Loop {
  public:
    class Guest {
      public:
        virtual ~Guest() = default;
        // On the loop's thread.
        virtual void expire() = 0;
        std::uint64_t expires_at = 0;  // in seconds of the loop; 0: never
    };

    Loop();
    // Runs what is to be done until `stop`; on one thread.
    void run();
    void stop() { context_.stop(); }
    boost::asio::io_context& context() { return context_; }

    // On the loop's thread.
    void enter(Guest& guest);
    void leave(Guest& guest) { guests_.erase(&guest); }
    // At the earliest.
    std::uint64_t in(std::chrono::seconds wait) const {
        return second_ + 1 + static_cast<std::uint64_t>(wait.count());
    }

    using Moment = std::chrono::steady_clock::time_point;
    static constexpr Moment no_page{};
    // On any thread: how many connections were given to it, and since when a page keeps it.
    std::atomic<std::size_t> connections{0};
    std::atomic<Moment> page_began{no_page};

  private:
    void tick();

    std::uint64_t second_ = 0;
    bool ticks_ = false;  // only while there are guests
    std::unordered_set<Guest*> guests_;
    boost::asio::io_context context_;
    boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                      boost::asio::wait_traits<std::chrono::steady_clock>, Executor>
        timer_;
};

}  // namespace voordeur
