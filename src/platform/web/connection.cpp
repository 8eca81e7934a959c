// SPDX-License-Identifier: EUPL-1.2
// Callbacks, not coroutines: g++ 12 miscompiles several co_await patterns (docs/decisions/0001).
#include "web/connection.hpp"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <optional>
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
    explicit Counted(std::atomic<std::size_t>& count) : counter(count) { ++counter; }
    ~Counted() { --counter; }
    Counted(Counted const&) = delete;
    Counted& operator=(Counted const&) = delete;
    std::atomic<std::size_t>& counter;
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

    // Whoever is too slow gets nothing; whoever waited for a place long enough is told so.
    void expire() override {
        if (waiting_) return stop_waiting();
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
        auto sharers = door_.pages.sharers_of_slow(request);
        if (!sharers) return write(page(request), kind);
        if (door_.places.is_crowded())
            if (auto const early = early_answer(request)) return write(*early, kind);
        ask_for_place({std::move(*sharers), std::move(request), kind, shared_from_this()});
    }

    // The connection goes back to its loop with the answer: there alone it may end.
    struct SlowPage {
        Sharers sharers;
        Request request;
        AnswerKind kind;
        std::shared_ptr<Connection> connection;
    };
    using SharedSlowPage = std::shared_ptr<SlowPage>;

    void ask_for_place(SlowPage page_to_make) {
        auto const slow = std::make_shared<SlowPage>(std::move(page_to_make));
        expires_at = loop_.in(door_.limits.slow.longest_wait);
        auto const number = door_.places.enter({slow->sharers, [slow] { begin(slow); },
                                                [slow] { back_to_loop(slow, &Connection::refuse_excess); }});
        waiting_ = Waiting{number, slow};
    }

    // What began meanwhile takes the time that it needs.
    void stop_waiting() {
        auto const [number, slow] = std::move(*waiting_);
        waiting_.reset();
        expires_at = 0;
        if (door_.places.give_up(number)) refuse_excess(*slow);
    }

    void refuse_excess(SlowPage& slow) {
        slow.request.is_excess = true;
        write(page(slow.request), slow.kind);
    }
    void refuse(SlowPage& slow) { write(refusal(503), slow.kind); }

    static void back_to_loop(SharedSlowPage const& slow, void (Connection::*go_on)(SlowPage&)) {
        auto& context = slow->connection->loop_.context();
        asio::post(context, [slow, self = std::move(slow->connection), go_on] { (*self.*go_on)(*slow); });
    }

    // On any thread.
    static void begin(SharedSlowPage const& slow) {
        auto& door = slow->connection->door_;
        try {
            run_apart(std::make_unique<Counted>(door.slow), slow, door);
        } catch (std::system_error const&) {
            // The machine has no thread left.
            back_to_loop(slow, &Connection::refuse);
            door.places.leave(slow->sharers);
        }
    }

    // Throws std::system_error.
    static void run_apart(std::unique_ptr<Counted> running, SharedSlowPage const& slow, Door& door) {
        // `running` first: what is captured first is destroyed last, and then the server may end.
        std::thread([running = std::move(running), slow, &door] {
            auto response = door.pages.answer(slow->request);
            auto& context = slow->connection->loop_.context();
            asio::post(context, [self = std::move(slow->connection), response = std::move(response),
                                 kind = slow->kind] { self->write(response, kind); });
            door.places.leave(slow->sharers);
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

    std::optional<Response> early_answer(Request& request) {
        loop_.page_began = std::chrono::steady_clock::now();
        auto response = door_.pages.answer_early(request);
        loop_.page_began = Loop::no_page;
        return response;
    }

    void write(Response const& response, AnswerKind kind) {
        waiting_.reset();
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
    struct Waiting {
        SlowPlaces::Number number;
        SharedSlowPage slow;
    };
    std::optional<Waiting> waiting_;  // for a place, or for the page that has one
    bool is_answered_ = false;
    std::array<char, 512> junk_{};
};

}  // namespace

void serve_connection(Socket socket, std::string peer, Door& door, Loop& loop) {
    std::make_shared<Connection>(std::move(socket), std::move(peer), door, loop)->start();
}

}  // namespace voordeur
