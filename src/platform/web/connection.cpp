// SPDX-License-Identifier: EUPL-1.2
// Callbacks, not coroutines: g++ 12 miscompiles several co_await patterns (docs/decisions/0001).
#include "web/connection.hpp"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

#include "base/overloaded.hpp"
#include "web/http_text.hpp"

namespace voordeur {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::chrono::seconds lingers_for{2};

struct Counted {
    explicit Counted(std::atomic<std::size_t>& count) : counter(count), before(counter.fetch_add(1)) {}
    ~Counted() { --counter; }
    Counted(Counted const&) = delete;
    Counted& operator=(Counted const&) = delete;
    std::atomic<std::size_t>& counter;
    std::size_t before;
};

class Connection final : public Loop::Guest, public std::enable_shared_from_this<Connection> {
  public:
    Connection(Socket socket, std::string peer, Door& door, Loop& loop)
        : socket_(std::move(socket)),
          peer_(std::move(peer)),
          door_(door),
          loop_(loop),
          reader_(door.limits.header_bytes, door.limits.body_bytes) {
        loop_.enter(*this);
    }
    ~Connection() override {
        note_answered();
        loop_.leave(*this);
        --loop_.connections;
    }

    void start() {
        expires_at = loop_.in(door_.limits.request_time);
        read();
    }

    // Whoever is too slow gets nothing.
    void expire() override {
        error_code ignored;
        socket_.close(ignored);
    }

  private:
    void read() {
        auto const room = reader_.room();
        socket_.async_read_some(asio::buffer(room.data(), room.size()),
                                [self = shared_from_this()](error_code error, std::size_t count) {
                                    // Half a request is no request: a client that hangs up gets no answer.
                                    if (error) return self->close();
                                    self->reader_.received(count);
                                    self->go_on();
                                });
    }

    void go_on() {
        std::visit(overloaded{
                       [&](NeedsMore) { read(); },
                       [&](NoRequest refused) { write(refusal(refused.status), {}); },
                       [&](WholeRequest whole) { answer(std::move(whole.request), whole.kind); },
                   },
                   reader_.next());
    }

    void answer(Request request, AnswerKind kind) {
        expires_at = 0;
        kind.keep_alive = kind.keep_alive && !door_.closing;
        request.peer = peer_;
        if (!door_.pages.is_slow(request)) return write(page(request), kind);
        auto slow = std::make_unique<Counted>(door_.slow);
        // What stop() no longer counts may not begin: nobody would wait for its thread.
        if (door_.stopping) return write(refusal(503), {});
        request.is_excess = slow->before >= door_.limits.slow_pages;
        if (request.is_excess) return write(page(request), kind);
        try {
            run_apart(std::move(slow), std::move(request), kind);
        } catch (std::system_error const&) {
            write(refusal(503), {});
        }
    }

    // Throws std::system_error when the machine has no thread left.
    void run_apart(std::unique_ptr<Counted> slow, Request request, AnswerKind kind) {
        // `slow` first: what is captured first is destroyed last, and then the server may end. `self` goes
        // back to the loop, where alone it may end.
        std::thread([slow = std::move(slow), self = shared_from_this(), request = std::move(request),
                     kind]() mutable {
            auto response = self->door_.pages.answer(request);
            auto& context = self->loop_.context();
            asio::post(context, [self = std::move(self), response = std::move(response), kind]() {
                self->write(response, kind);
            });
        }).detach();
    }

    Response refusal(int status) const {
        Response response;
        response.status = status;
        response.content_type = "text/plain; charset=utf-8";
        response.body = std::string(reason_of(status)) + "\n";
        response.with_header("Cache-Control", "no-store");
        if (status == 503) response.with_header("Retry-After", "5");
        door_.pages.finish_refusal(response);
        return response;
    }

    Response page(Request& request) {
        loop_.page_began = std::chrono::steady_clock::now();
        auto response = door_.pages.answer(request);
        loop_.page_began = Loop::no_page;
        return response;
    }

    void write(Response const& response, AnswerKind kind) {
        answer_ = answer_text(response, kind);
        expires_at = loop_.in(door_.limits.request_time);
        asio::async_write(socket_, asio::buffer(answer_),
                          [self = shared_from_this(), kind](error_code error, std::size_t) {
                              // Thousands of connections may be idle.
                              self->answer_ = std::string();
                              self->note_answered();
                              if (error || !kind.keep_alive) return self->close();
                              self->expires_at = self->loop_.in(self->door_.limits.request_time);
                              self->go_on();
                          });
    }

    void note_answered() {
        if (!std::exchange(is_answered_, true)) --door_.unanswered;
    }

    // A client that is still sending would lose our answer to a reset: read on for a moment, then go.
    void close() {
        error_code ignored;
        socket_.shutdown(Socket::shutdown_send, ignored);
        expires_at = loop_.in(lingers_for);
        linger(64);
    }

    void linger(int reads_left) {
        if (reads_left == 0) return;
        socket_.async_read_some(asio::buffer(junk_),
                                [self = shared_from_this(), reads_left](error_code error, std::size_t) {
                                    if (!error) self->linger(reads_left - 1);
                                });
    }

    Socket socket_;
    std::string peer_;
    Door& door_;
    Loop& loop_;
    RequestReader reader_;
    std::string answer_;
    bool is_answered_ = false;
    std::array<char, 512> junk_{};
};

}  // namespace

void serve_connection(Socket socket, std::string peer, Door& door, Loop& loop) {
    std::make_shared<Connection>(std::move(socket), std::move(peer), door, loop)->start();
}

}  // namespace voordeur
