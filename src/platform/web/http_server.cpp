// SPDX-License-Identifier: EUPL-1.2
#include "web/http_server.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <cstring>
#include <deque>
#include <filesystem>
#include <latch>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "base/number.hpp"
#include "web/connection.hpp"
#include "web/socket_file.hpp"

namespace voordeur {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr int longest_queue = 1024;
// A visitor who stays silent does not hold up the end for longer.
constexpr std::chrono::milliseconds longest_silence{2000};

std::string what_helps(error_code error, std::string const& listen) {
    if (error == asio::error::address_in_use) return "stop what uses it, or choose another address";
    if (listen.starts_with("unix:"))
        return "its folder must be there, and this user must be able to write in it";
    return "choose an address of this machine and a port that this user may open";
}

std::pair<std::string, std::string> host_and_port(std::string const& listen) {
    auto const colon = listen.rfind(':');
    if (colon == std::string::npos) throw CannotListen(listen + " is neither host:port nor unix:/path.");
    auto host = listen.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    return {host, listen.substr(colon + 1)};
}

StreamProtocol::endpoint endpoint_of(std::string const& listen) {
    if (listen.starts_with("unix:")) return asio::local::stream_protocol::endpoint(listen.substr(5));
    auto const [host, port] = host_and_port(listen);
    error_code error;
    auto const address = asio::ip::make_address(host, error);
    if (error) throw CannotListen(listen + " is no address such as 127.0.0.1:8080.");
    return asio::ip::tcp::endpoint(address, static_cast<unsigned short>(whole_number(port).value_or(0)));
}

std::string peer_of(StreamProtocol::endpoint const& endpoint) {
    if (endpoint.protocol().family() == AF_UNIX) return "unix";
    asio::ip::tcp::endpoint tcp;
    tcp.resize(endpoint.size());
    std::memcpy(tcp.data(), endpoint.data(), endpoint.size());
    return tcp.address().to_string();
}

}  // namespace

class HttpServer::Implementation {
  public:
    Implementation(std::string const& listen, std::size_t threads, HttpLimits limits, Pages pages)
        : door_{.limits = limits, .pages = std::move(pages)},
          loops_(threads),
          door_context_(1),
          acceptor_(door_context_),
          retry_(door_context_) {
        bind(listen);
    }

    ~Implementation() { stop(); }

    unsigned short port() const { return port_; }

    void start() {
        accept();
        threads_.emplace_back([this] {
            // Between the stop and the door's closing nobody is waited for; its thread stays all the same.
            auto const open = asio::make_work_guard(door_context_);
            door_context_.run();
        });
        for (auto& loop : loops_) threads_.emplace_back([&loop] { loop.run(); });
    }

    void stop() {
        if (door_.closing.exchange(true)) return;
        close_door();
        // Who was let in is about to ask: a proxy sends its request at once, and a form is not to be lost.
        auto const last_moment = std::chrono::steady_clock::now() + longest_silence;
        auto const is_awaited = [&] {
            return door_.unanswered > 0 && std::chrono::steady_clock::now() < last_moment;
        };
        while (runs_pages() || is_awaited()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        door_.places.close();
        // Each page comes to its end: whatever it waits for has a time-out.
        while (runs_pages()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        // Answers that were just made are still on their way out.
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        for (auto& loop : loops_) loop.stop();
        door_context_.stop();
        threads_.clear();
        remove_own_socket();
    }

  private:
    void bind(std::string const& listen) {
        auto const endpoint = endpoint_of(listen);
        error_code error;
        auto const fail = [&] {
            auto const why =
                listen + " cannot be bound (" + error.message() + "); " + what_helps(error, listen) + ".";
            if (error == asio::error::address_in_use || error == boost::system::errc::address_not_available)
                throw CannotListenYet(why);
            throw CannotListen(why);
        };
        auto const is_unix = listen.starts_with("unix:");
        std::optional<SocketTurn> turn;
        if (is_unix) {
            turn.emplace(listen.substr(5));
            if (turn->is_refused())
                throw CannotListenYet(listen +
                                      " is being taken by another server; stop that one, or choose another.");
            remove_dead_socket(endpoint, listen);
        }
        if (acceptor_.open(endpoint.protocol(), error)) fail();
        if (!is_unix) acceptor_.set_option(asio::socket_base::reuse_address(true));
        if (acceptor_.bind(endpoint, error)) fail();
        // The proxy runs as another user; who may reach the folder is the folder's business.
        if (is_unix) {
            chmod(listen.c_str() + 5, 0666);
            own_socket_.emplace(listen.substr(5));
        }
        if (acceptor_.listen(longest_queue, error)) fail();
        if (!is_unix) {
            asio::ip::tcp::endpoint bound;
            auto const local = acceptor_.local_endpoint();
            bound.resize(local.size());
            std::memcpy(bound.data(), local.data(), local.size());
            port_ = bound.port();
        }
    }

    bool let_one_in() {
        error_code error;
        Socket socket(door_context_);
        if (acceptor_.accept(socket, peer_endpoint_, error)) return false;
        take(std::move(socket));
        return true;
    }

    // Whoever stands before the door is let in; then nobody can knock any more.
    void close_door() {
        if (threads_.empty()) return;
        std::latch is_closed(1);
        asio::post(door_context_, [&] {
            remove_own_socket();
            error_code error;
            acceptor_.non_blocking(true, error);
            // No more than can have stood there; others may go on coming.
            for (int i = 0; i < longest_queue && let_one_in(); ++i) {
            }
            acceptor_.close(error);
            retry_.cancel();
            // After whoever was accepted before and is still to be taken.
            asio::post(door_context_, [&] { is_closed.count_down(); });
        });
        is_closed.wait();
    }

    void remove_own_socket() {
        if (own_socket_) own_socket_->remove();
    }

    // A socket file outlives a killed server; one that answers is a running server's. Whatever else has that
    // name is somebody's work: a mistyped path may be that of the database.
    static void remove_dead_socket(StreamProtocol::endpoint const& endpoint, std::string const& listen) {
        auto const path = listen.substr(5);
        std::error_code missing;
        if (!std::filesystem::exists(std::filesystem::symlink_status(path, missing))) return;
        if (!socket_at(path))
            throw CannotListen(listen + " is there already and is no socket; choose another path.");
        asio::io_context context;
        asio::basic_stream_socket<StreamProtocol> probe(context);
        error_code error;
        if (!probe.connect(endpoint, error))
            throw CannotListenYet(listen +
                                  " is in use by a running server; stop that one, or choose another.");
        if (error == asio::error::connection_refused) std::filesystem::remove(path);
    }

    bool runs_pages() const {
        return door_.places.is_used() || door_.slow > 0 ||
               std::any_of(loops_.begin(), loops_.end(),
                           [](Loop const& loop) { return loop.page_began.load() != Loop::no_page; });
    }

    // The emptiest of those that are free. Where all run a page, the one that began last: a page that waits
    // for the disk or the database holds up those who are with it, but nobody who comes.
    Loop& loop_for_next() {
        auto* best = &loops_.front();
        auto best_began = best->page_began.load();
        for (auto& loop : loops_) {
            auto const began = loop.page_began.load();
            auto const is_free = began == Loop::no_page, best_is_free = best_began == Loop::no_page;
            auto const is_better = is_free && best_is_free ? loop.connections < best->connections
                                                           : is_free || (!best_is_free && began > best_began);
            if (!is_better) continue;
            best = &loop;
            best_began = began;
        }
        return *best;
    }

    void accept() {
        acceptor_.async_accept(peer_endpoint_, [this](error_code error, Socket socket) {
            if (!error) take(std::move(socket));
            if (door_.closing) return;
            if (error) return retry_soon();
            accept();
        });
    }

    std::size_t connections() const {
        std::size_t all = 0;
        for (auto const& loop : loops_) all += loop.connections;
        return all;
    }

    void take(Socket accepted) {
        if (connections() >= door_.limits.connections) return;
        error_code error;
        auto const protocol = peer_endpoint_.protocol();
        auto peer = peer_of(peer_endpoint_);
        if (peer != "unix") accepted.set_option(asio::ip::tcp::no_delay(true), error);
        auto& loop = loop_for_next();
        Socket socket(loop.context());
        auto const handle = accepted.release(error);
        if (!error) socket.assign(protocol, handle, error);
        if (error) {
            ::close(handle);
            return;
        }
        ++loop.connections;
        ++door_.unanswered;
        asio::post(loop.context(),
                   [this, &loop, socket = std::move(socket), peer = std::move(peer)]() mutable {
                       serve_connection(std::move(socket), std::move(peer), door_, loop);
                   });
    }

    // Out of file descriptors: the backlog waits until some are free again.
    void retry_soon() {
        retry_.expires_after(std::chrono::milliseconds(50));
        retry_.async_wait([this](error_code error) {
            if (!error) accept();
        });
    }

    Door door_;
    std::deque<Loop> loops_;
    // On a thread of its own: whoever comes is let in, whatever the pages wait for.
    asio::io_context door_context_;
    asio::basic_socket_acceptor<StreamProtocol, Executor> acceptor_;
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>,
                               Executor>
        retry_;
    StreamProtocol::endpoint peer_endpoint_;
    std::optional<OwnSocket> own_socket_;
    unsigned short port_ = 0;
    std::vector<std::jthread> threads_;
};

HttpServer::HttpServer(std::string const& listen, std::size_t threads, HttpLimits limits, Pages pages)
    : implementation_(std::make_unique<Implementation>(listen, threads, limits, std::move(pages))) {}
HttpServer::~HttpServer() = default;
unsigned short HttpServer::port() const {
    return implementation_->port();
}
void HttpServer::start() {
    implementation_->start();
}
void HttpServer::stop() {
    implementation_->stop();
}

}  // namespace voordeur
