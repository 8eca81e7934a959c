// SPDX-License-Identifier: EUPL-1.2
// The only file that sees Beast. Callbacks, not coroutines: g++ 12 miscompiles several co_await patterns
// (docs/decisions/0001).
#include "web/connection.hpp"

#include <array>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include "base/log.hpp"
#include "web/request_guard.hpp"

namespace voordeur {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

using Stream = beast::basic_stream<StreamProtocol, Strand>;

struct Counted {
    explicit Counted(std::atomic<std::size_t>& count) : counter(count), before(counter.fetch_add(1)) {}
    ~Counted() { --counter; }
    Counted(Counted const&) = delete;
    Counted& operator=(Counted const&) = delete;
    std::atomic<std::size_t>& counter;
    std::size_t before;
};

Method method_of(http::verb verb) {
    switch (verb) {
        case http::verb::get:
            return Method::get;
        case http::verb::head:
            return Method::head;
        case http::verb::post:
            return Method::post;
        default:
            return Method::other;
    }
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (auto& character : lower)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
    return lower;
}

std::string_view view(boost::string_view text) {
    return {text.data(), text.size()};
}

Request request_from(http::request<http::string_body>&& received, std::string peer) {
    Request request;
    request.method = method_of(received.method());
    auto const target = view(received.target());
    auto const question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.query = target.substr(question + 1);
    for (auto const& field : received) {
        auto [entry, fresh] =
            request.headers.emplace(lower_case(view(field.name_string())), view(field.value()));
        if (!fresh) entry->second += ", " + std::string(view(field.value()));
    }
    request.body = std::move(received.body());
    request.peer = std::move(peer);
    return request;
}

class Connection : public std::enable_shared_from_this<Connection> {
  public:
    Connection(Socket socket, std::string peer, Door& door)
        : counted_(door.connections), stream_(std::move(socket)), peer_(std::move(peer)), door_(door) {}

    void start() { read_header(); }

  private:
    void read_header() {
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(door_.limits.header_bytes));
        parser_->body_limit(door_.limits.body_bytes);
        stream_.expires_after(door_.limits.request_time);
        http::async_read_header(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](error_code error, std::size_t) { self->on_header(error); });
    }

    void on_header(error_code error) {
        if (error) return refuse(error);
        auto const& header = parser_->get();
        RawHeaders fields;
        for (auto const& field : header) fields.emplace_back(view(field.name_string()), view(field.value()));
        if (!is_well_framed(header.version(), view(header.target()), fields))
            return write(refusal(400), false);
        http::async_read(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](error_code read, std::size_t) { self->on_request(read); });
    }

    void on_request(error_code error) {
        if (error) return refuse(error);
        auto received = parser_->release();
        auto const keep_alive = received.keep_alive() && !door_.stopping;
        is_head_ = received.method() == http::verb::head;
        version_ = received.version();
        stream_.expires_never();
        auto request = request_from(std::move(received), peer_);
        if (!door_.pages.is_slow(request)) return write(page(request), keep_alive);
        auto slow = std::make_unique<Counted>(door_.slow);
        // What stop() no longer counts may not begin: nobody would wait for its thread.
        if (door_.stopping) return write(refusal(503), false);
        request.is_excess = slow->before >= door_.limits.slow_pages;
        if (request.is_excess) return write(page(request), keep_alive);
        try {
            run_apart(std::move(slow), std::move(request), keep_alive);
        } catch (std::system_error const&) {
            write(refusal(503), false);
        }
    }

    // Throws std::system_error when the machine has no thread left.
    void run_apart(std::unique_ptr<Counted> slow, Request request, bool keep_alive) {
        // `slow` first: what is captured first is destroyed last, and then the server may end.
        std::thread([slow = std::move(slow), self = shared_from_this(), request = std::move(request),
                     keep_alive]() mutable {
            asio::post(self->stream_.get_executor(),
                       [self, answer = self->page(request), keep_alive]() mutable {
                           self->write(std::move(answer), keep_alive);
                       });
        }).detach();
    }

    Response refusal(int status) const {
        Response response;
        response.status = status;
        response.content_type = "text/plain; charset=utf-8";
        response.body = std::string(http::obsolete_reason(static_cast<http::status>(status))) + "\n";
        response.with_header("Cache-Control", "no-store");
        if (status == 503) response.with_header("Retry-After", "5");
        door_.pages.finish_refusal(response);
        return response;
    }

    Response page(Request& request) {
        Counted const running(door_.running);
        return door_.pages.answer(request);
    }

    // Half a request is no request: a client that hangs up or is too slow gets nothing, one that is wrong an
    // answer.
    void refuse(error_code error) {
        if (error == http::error::body_limit) return write(refusal(413), false);
        if (error == http::error::header_limit) return write(refusal(431), false);
        if (error.category() == http::make_error_code(http::error::end_of_stream).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message)
            return write(refusal(400), false);
        close();
    }

    void write(Response&& response, bool keep_alive) {
        // Beast refuses a header that is too long by throwing; on this thread nobody else would catch it.
        try {
            prepare(std::move(response), keep_alive);
        } catch (std::exception const& error) {
            log_error("answer_failed", {{"error", error.what()}});
            prepare(refusal(500), keep_alive = false);
        }
        stream_.expires_after(door_.limits.request_time);
        http::async_write(stream_, *serializer_,
                          [self = shared_from_this(), keep_alive](error_code error, std::size_t) {
                              if (error || !keep_alive) return self->close();
                              self->read_header();
                          });
    }

    void prepare(Response&& response, bool keep_alive) {
        answer_.emplace(static_cast<http::status>(response.status), version_);
        answer_->set(http::field::content_type, response.content_type);
        for (auto const& [name, value] : response.headers) answer_->insert(name, value);
        answer_->keep_alive(keep_alive);
        answer_->content_length(response.body.size());
        if (!is_head_) answer_->body() = std::move(response.body);
        serializer_.emplace(*answer_);
    }

    // A client that is still sending would lose our answer to a reset: read on for a moment, then go.
    void close() {
        error_code ignored;
        stream_.socket().shutdown(Socket::shutdown_send, ignored);
        stream_.expires_after(std::chrono::seconds(2));
        linger(64);
    }

    void linger(int reads_left) {
        if (reads_left == 0) return;
        stream_.async_read_some(asio::buffer(junk_),
                                [self = shared_from_this(), reads_left](error_code error, std::size_t) {
                                    if (!error) self->linger(reads_left - 1);
                                });
    }

    Counted counted_;
    Stream stream_;
    std::string peer_;
    Door& door_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    std::optional<http::response<http::string_body>> answer_;
    std::optional<http::response_serializer<http::string_body>> serializer_;
    std::array<char, 512> junk_{};
    unsigned version_ = 11;
    bool is_head_ = false;
};

}  // namespace

void serve_connection(Socket socket, std::string peer, Door& door) {
    std::make_shared<Connection>(std::move(socket), std::move(peer), door)->start();
}

}  // namespace voordeur
