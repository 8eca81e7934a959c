// SPDX-License-Identifier: EUPL-1.2
// The only file that sees Beast. Callbacks, not coroutines: g++ 12 miscompiles several co_await patterns
// (docs/decisions/0001).
#include <utility>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <sys/stat.h>

#include <atomic>
#include <cstring>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/log.hpp"
#include "web/http_server.hpp"
#include "web/request_guard.hpp"

namespace voordeur {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::generic::stream_protocol;
using boost::system::error_code;

using Strand = asio::strand<asio::io_context::executor_type>;
using Socket = asio::basic_stream_socket<stream_protocol, Strand>;
using Stream = beast::basic_stream<stream_protocol, Strand>;

// Shared by all connections of one server.
struct Door {
    HttpLimits limits;
    HttpServer::Handler handler;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> pages{0};
    std::atomic<bool> stopping{false};
};

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

std::string_view view(boost::string_view text) { return {text.data(), text.size()}; }

Request request_from(http::request<http::string_body>&& received, std::string peer) {
    Request request;
    request.method = method_of(received.method());
    auto const target = view(received.target());
    auto const question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) request.query = target.substr(question + 1);
    for (auto const& field : received) {
        auto [entry, fresh] = request.headers.emplace(lower_case(view(field.name_string())), view(field.value()));
        if (!fresh) entry->second += ", " + std::string(view(field.value()));
    }
    request.body = std::move(received.body());
    request.peer = std::move(peer);
    return request;
}

Response refusal(int status) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::string(http::obsolete_reason(static_cast<http::status>(status))) + "\n";
    if (status == 503) response.with_header("Retry-After", "5");
    return response;
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
        http::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
            self->on_header(error);
        });
    }

    void on_header(error_code error) {
        if (error) return refuse(error);
        auto const& header = parser_->get();
        RawHeaders fields;
        for (auto const& field : header) fields.emplace_back(view(field.name_string()), view(field.value()));
        if (!is_well_framed(header.version(), view(header.target()), fields)) return write(refusal(400), false);
        http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](error_code read, std::size_t) {
            self->on_request(read);
        });
    }

    void on_request(error_code error) {
        if (error) return refuse(error);
        auto received = parser_->release();
        auto const keep_alive = received.keep_alive() && !door_.stopping;
        is_head_ = received.method() == http::verb::head;
        version_ = received.version();
        Counted const page(door_.pages);
        if (page.before >= door_.limits.pages_at_once) return write(refusal(503), false);
        stream_.expires_never();
        auto request = request_from(std::move(received), peer_);
        write(door_.handler(request), keep_alive);
    }

    // Half a request is no request: a client that hangs up or is too slow gets nothing, one that is wrong an answer.
    void refuse(error_code error) {
        if (error == http::error::body_limit) return write(refusal(413), false);
        if (error == http::error::header_limit) return write(refusal(431), false);
        if (error.category() == http::make_error_code(http::error::end_of_stream).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message)
            return write(refusal(400), false);
        close();
    }

    void write(Response&& response, bool keep_alive) {
        answer_.emplace(static_cast<http::status>(response.status), version_);
        answer_->set(http::field::content_type, response.content_type);
        for (auto const& [name, value] : response.headers) answer_->insert(name, value);
        answer_->keep_alive(keep_alive);
        answer_->content_length(response.body.size());
        if (!is_head_) answer_->body() = std::move(response.body);
        serializer_.emplace(*answer_);
        stream_.expires_after(door_.limits.request_time);
        http::async_write(stream_, *serializer_, [self = shared_from_this(), keep_alive](error_code error, std::size_t) {
            if (error || !keep_alive) return self->close();
            self->read_header();
        });
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
        stream_.async_read_some(asio::buffer(junk_), [self = shared_from_this(), reads_left](error_code error, std::size_t) {
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

std::pair<std::string, std::string> host_and_port(std::string const& listen) {
    auto const colon = listen.rfind(':');
    if (colon == std::string::npos) throw std::runtime_error("listen must be host:port or unix:/path, not " + listen);
    auto host = listen.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    return {host, listen.substr(colon + 1)};
}

stream_protocol::endpoint endpoint_of(std::string const& listen) {
    if (listen.starts_with("unix:")) return asio::local::stream_protocol::endpoint(listen.substr(5));
    auto const [host, port] = host_and_port(listen);
    error_code error;
    auto const address = asio::ip::make_address(host, error);
    if (error) throw std::runtime_error("listen needs an address such as 127.0.0.1:8080, not " + listen);
    return asio::ip::tcp::endpoint(address, static_cast<unsigned short>(std::stoi(port)));
}

std::string peer_of(stream_protocol::endpoint const& endpoint) {
    if (endpoint.protocol().family() == AF_UNIX) return "unix";
    asio::ip::tcp::endpoint tcp;
    tcp.resize(endpoint.size());
    std::memcpy(tcp.data(), endpoint.data(), endpoint.size());
    return tcp.address().to_string();
}

}  // namespace

class HttpServer::Implementation {
  public:
    Implementation(std::string const& listen, std::size_t threads, HttpLimits limits, Handler handler)
        : door_{limits, std::move(handler)},
          context_(static_cast<int>(threads)),
          door_strand_(asio::make_strand(context_)),
          acceptor_(door_strand_),
          retry_(door_strand_),
          thread_count_(threads) {
        bind(listen);
    }

    ~Implementation() { stop(); }

    unsigned short port() const { return port_; }

    void start() {
        asio::post(door_strand_, [this] { accept(); });
        for (std::size_t i = 0; i < thread_count_; ++i) threads_.emplace_back([this] { context_.run(); });
    }

    void stop() {
        if (door_.stopping.exchange(true)) return;
        asio::post(door_strand_, [this] {
            error_code ignored;
            acceptor_.close(ignored);
            retry_.cancel();
        });
        auto const deadline = std::chrono::steady_clock::now() + door_.limits.drain_time;
        while (door_.pages > 0 && std::chrono::steady_clock::now() < deadline)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        // Answers that were just made are still on their way out.
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        context_.stop();
        threads_.clear();
        if (!socket_file_.empty()) std::filesystem::remove(socket_file_);
    }

  private:
    void bind(std::string const& listen) {
        auto const endpoint = endpoint_of(listen);
        error_code error;
        auto const fail = [&] { throw std::runtime_error("Cannot listen on " + listen + ": " + error.message() + "."); };
        auto const is_unix = listen.starts_with("unix:");
        if (is_unix) {
            socket_file_ = listen.substr(5);
            remove_dead_socket(endpoint, listen);
        }
        if (acceptor_.open(endpoint.protocol(), error)) fail();
        if (!is_unix) acceptor_.set_option(asio::socket_base::reuse_address(true));
        if (acceptor_.bind(endpoint, error)) fail();
        // The proxy runs as another user; who may reach the folder is the folder's business.
        if (is_unix) chmod(socket_file_.c_str(), 0666);
        if (acceptor_.listen(1024, error)) fail();
        if (!is_unix) {
            asio::ip::tcp::endpoint bound;
            auto const local = acceptor_.local_endpoint();
            bound.resize(local.size());
            std::memcpy(bound.data(), local.data(), local.size());
            port_ = bound.port();
        }
    }

    // A socket file outlives a killed server; one that answers is a running server's.
    static void remove_dead_socket(stream_protocol::endpoint const& endpoint, std::string const& listen) {
        asio::io_context context;
        asio::basic_stream_socket<stream_protocol> probe(context);
        error_code error;
        if (!probe.connect(endpoint, error)) throw std::runtime_error("Cannot listen on " + listen + ": it is in use.");
        if (error == asio::error::connection_refused) std::filesystem::remove(listen.substr(5));
    }

    void accept() {
        acceptor_.async_accept(asio::make_strand(context_), peer_endpoint_, [this](error_code error, Socket socket) {
            if (door_.stopping) return;
            if (error) return retry_soon();
            take(std::move(socket));
            accept();
        });
    }

    void take(Socket socket) {
        if (door_.connections >= door_.limits.connections) return;
        auto peer = peer_of(peer_endpoint_);
        error_code ignored;
        if (peer != "unix") socket.set_option(asio::ip::tcp::no_delay(true), ignored);
        auto const executor = socket.get_executor();
        auto connection = std::make_shared<Connection>(std::move(socket), std::move(peer), door_);
        asio::post(executor, [connection] { connection->start(); });
    }

    // Out of file descriptors: the backlog waits until some are free again.
    void retry_soon() {
        retry_.expires_after(std::chrono::milliseconds(50));
        retry_.async_wait([this](error_code error) {
            if (!error) accept();
        });
    }

    Door door_;
    asio::io_context context_;
    Strand door_strand_;
    asio::basic_socket_acceptor<stream_protocol, Strand> acceptor_;
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Strand> retry_;
    stream_protocol::endpoint peer_endpoint_;
    std::filesystem::path socket_file_;
    unsigned short port_ = 0;
    std::size_t thread_count_;
    std::vector<std::jthread> threads_;
};

HttpServer::HttpServer(std::string const& listen, std::size_t threads, HttpLimits limits, Handler handler)
    : implementation_(std::make_unique<Implementation>(listen, threads, limits, std::move(handler))) {}
HttpServer::~HttpServer() = default;
unsigned short HttpServer::port() const { return implementation_->port(); }
void HttpServer::start() { implementation_->start(); }
void HttpServer::stop() { implementation_->stop(); }

}  // namespace voordeur
