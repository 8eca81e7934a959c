// SPDX-License-Identifier: EUPL-1.2
#include "web/http_server.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <latch>
#include <memory>
#include <semaphore>
#include <thread>
#include <vector>

#include "base/files.hpp"
#include "web/socket_file.hpp"

namespace voordeur {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::size_t server_threads = 4;
constexpr int clients = 8;
constexpr int requests_each = 25;

std::string lines(std::string const& path, bool keep_alive) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" +
           (keep_alive ? "\r\n" : "Connection: close\r\n\r\n");
}

// To the server on loopback; -1 when nobody listens there.
int connected(unsigned short port) {
    auto const connection = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return connection;
    close(connection);
    return -1;
}

bool say(int connection, std::string const& request) {
    return send(connection, request.data(), request.size(), MSG_NOSIGNAL) > 0;
}

// All that a server says to `request` until it closes; what could not be asked is "".
std::string answer_to(unsigned short port, std::string const& request) {
    auto const connection = connected(port);
    std::string text;
    if (say(connection, request)) {
        char piece[4096];
        for (ssize_t length; (length = read(connection, piece, sizeof piece)) > 0;)
            text.append(piece, static_cast<std::size_t>(length));
    }
    close(connection);
    return text;
}

int status_of(std::string const& answer) {
    return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9, 3)) : 0;
}

std::optional<Sharers> sharers_of_slow(Request const& request) {
    return request.path == "/slow" ? std::optional(Sharers{"network"}) : std::nullopt;
}

void at_once(int count, std::function<void(int)> const& work) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
}

std::string refusal_to_listen(std::string const& listen) {
    try {
        HttpServer const server(listen, 1, {}, {});
        return "it listens";
    } catch (CannotListen const& error) {
        return error.what();
    }
}

TEST(HttpServer, WhereItCannotListenItSaysWhatHelps) {
    HttpServer const other("127.0.0.1:0", 1, {}, {});
    EXPECT_THAT(refusal_to_listen("127.0.0.1:" + std::to_string(other.port())),
                AllOf(HasSubstr("Address already in use"), HasSubstr("stop what uses it")));
    EXPECT_THAT(refusal_to_listen("unix:/nowhere/http.sock"),
                AllOf(HasSubstr("No such file"), HasSubstr("its folder must be there")));
    EXPECT_THAT(refusal_to_listen("192.0.2.1:8080"), HasSubstr("choose an address of this machine"));
}

class SocketFolder : public testing::Test {
  protected:
    SocketFolder() {
        auto pattern = (std::filesystem::temp_directory_path() / "voordeur-socket-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~SocketFolder() override { std::filesystem::remove_all(path_); }

    std::filesystem::path path_;
};

// `listen = "unix:data/voordeur.db"` once deleted the database.
TEST_F(SocketFolder, WhatIsNoSocketIsNeverRemoved) {
    auto const file = path_ / "voordeur.db", link = path_ / "link", dangling = path_ / "dangling",
               folder = path_ / "folder";
    std::ofstream(file) << "everything";
    std::filesystem::create_symlink(file, link);
    std::filesystem::create_symlink(path_ / "nothing", dangling);
    std::filesystem::create_directory(folder);
    for (auto const& path : {file, link, dangling, folder}) {
        EXPECT_THAT(refusal_to_listen("unix:" + path.string()), HasSubstr("is no socket")) << path;
        EXPECT_TRUE(std::filesystem::exists(std::filesystem::symlink_status(path))) << path;
    }
    EXPECT_EQ(file_text(file), "everything");
}

TEST_F(SocketFolder, ADeadSocketMakesWayAndALivingOneStays) {
    auto const path = (path_ / "http.sock").string();
    std::filesystem::path const kept = path_ / "kept";
    {
        HttpServer const first("unix:" + path, 1, {}, {});
        EXPECT_THAT(refusal_to_listen("unix:" + path), HasSubstr("in use by a running server"));
        std::filesystem::create_hard_link(path, kept);
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    std::filesystem::rename(kept, path);
    EXPECT_EQ(refusal_to_listen("unix:" + path), "it listens");
}

// Each once took the socket of the other for a dead one, which it removed.
TEST_F(SocketFolder, OfManyThatStartAtOnceOneListens) {
    auto const path = (path_ / "http.sock").string();
    for (int round = 0; round < 50; ++round) {
        std::vector<std::unique_ptr<HttpServer>> servers(4);
        at_once(4, [&](int number) {
            try {
                servers[static_cast<std::size_t>(number)] =
                    std::make_unique<HttpServer>("unix:" + path, 1, HttpLimits{}, HttpServer::Pages{});
            } catch (CannotListenYet const&) {
            }
        });
        EXPECT_EQ(std::ranges::count_if(servers, [](auto const& one) { return one == nullptr; }), 3) << round;
        EXPECT_THAT(refusal_to_listen("unix:" + path), HasSubstr("in use by a running server")) << round;
        EXPECT_EQ(std::distance(std::filesystem::directory_iterator(path_), {}), 1)
            << "nothing is left beside it";
        std::filesystem::create_hard_link(path, path + ".dead");
        servers.clear();
        std::filesystem::rename(path + ".dead", path);
    }
}

// Its number may be that of the socket that was removed: the second look found "its own".
TEST_F(SocketFolder, IsRemovedOnce) {
    auto const path = path_ / "http.sock", kept = path_ / "kept";
    HttpServer const server("unix:" + path.string(), 1, {}, {});
    OwnSocket own(path);
    std::filesystem::create_hard_link(path, kept);
    own.remove();
    EXPECT_FALSE(std::filesystem::exists(path));
    std::filesystem::rename(kept, path);
    own.remove();
    EXPECT_TRUE(std::filesystem::exists(path));
}

// Whoever stops late finds the socket of the server after it, or a file of somebody.
TEST_F(SocketFolder, AServerRemovesItsOwnSocketOnly) {
    auto const path = path_ / "http.sock";
    {
        HttpServer const server("unix:" + path.string(), 1, {}, {});
        std::filesystem::remove(path);
        std::ofstream(path) << "somebody's";
    }
    EXPECT_EQ(file_text(path), "somebody's");
}

TEST(HttpServer, ServesQuickAndSlowPagesAtOnce) {
    std::atomic<int> pages = 0;
    auto const page = [&](Request& request) {
        ++pages;
        return Response{.body = request.path};
    };
    HttpServer server("127.0.0.1:0", server_threads, {},
                      {.answer = page, .sharers_of_slow = sharers_of_slow});
    server.start();
    at_once(clients, [&](int client) {
        std::string const path = client % 2 == 0 ? "/slow" : "/quick";
        for (int i = 0; i < requests_each; ++i) {
            auto const two = answer_to(server.port(), lines(path, true) + lines(path + "?2", false));
            EXPECT_EQ(status_of(two), 200);
            EXPECT_TRUE(two.ends_with(path)) << two;
        }
    });
    EXPECT_EQ(pages, clients * requests_each * 2);
}

TEST(HttpServer, MoreSlowPagesThanMayRunAreExcessAndQuickOnesGoOn) {
    std::latch all_slow_run(2), release(1);
    auto const page = [&](Request& request) {
        if (request.is_excess) return Response{.status = 503};
        if (request.path == "/slow") {
            all_slow_run.count_down();
            release.wait();
        }
        return Response{};
    };
    HttpServer server("127.0.0.1:0", server_threads, {.slow = {.places = 2, .of_each = 2, .waiting = 0}},
                      {.answer = page, .sharers_of_slow = sharers_of_slow});
    server.start();
    std::atomic<int> served = 0;
    std::vector<std::jthread> slow;
    for (int i = 0; i < 2; ++i)
        slow.emplace_back([&] {
            if (status_of(answer_to(server.port(), lines("/slow", false))) == 200) ++served;
        });
    all_slow_run.wait();
    at_once(clients, [&](int) {
        EXPECT_EQ(status_of(answer_to(server.port(), lines("/slow", false))), 503);
        EXPECT_EQ(status_of(answer_to(server.port(), lines("/quick", false))), 200);
    });
    release.count_down();
    slow.clear();
    EXPECT_EQ(served, 2);
}

TEST(HttpServer, APageThatWaitsHoldsUpNobodyWhoComesNew) {
    std::counting_semaphore waits(0);
    std::latch release(1);
    auto const page = [&](Request& request) {
        if (request.path == "/waits") {
            waits.release();
            release.wait();
        }
        return Response{};
    };
    HttpServer server("127.0.0.1:0", server_threads, {}, {.answer = page});
    server.start();
    std::vector<std::jthread> waiting;
    // One after the other: a thread counts as free until its page begins.
    for (std::size_t i = 1; i < server_threads; ++i) {
        waiting.emplace_back(
            [&] { EXPECT_EQ(status_of(answer_to(server.port(), lines("/waits", false))), 200); });
        waits.acquire();
    }
    at_once(clients,
            [&](int) { EXPECT_EQ(status_of(answer_to(server.port(), lines("/quick", false))), 200); });
    release.count_down();
}

TEST(HttpServer, WhoIsTooSlowIsLetGo) {
    HttpServer server("127.0.0.1:0", server_threads, {.request_time = std::chrono::seconds(1)},
                      {.answer = [](Request&) { return Response{}; }});
    server.start();
    EXPECT_EQ(answer_to(server.port(), "GET /half"), "");
    // What is answered within its time is not.
    EXPECT_EQ(status_of(answer_to(server.port(), lines("/whole", false))), 200);
}

TEST(HttpServer, StopsBetweenRequestsAndLetsNoPageHalfDone) {
    std::atomic<int> begun = 0, ended = 0;
    auto const page = [&](Request&) {
        ++begun;
        std::this_thread::yield();
        ++ended;
        return Response{};
    };
    std::atomic<bool> is_over = false;
    std::latch busy(clients);
    std::vector<std::jthread> visitors;
    {
        HttpServer server("127.0.0.1:0", server_threads, {},
                          {.answer = page, .sharers_of_slow = sharers_of_slow});
        server.start();
        for (int i = 0; i < clients; ++i)
            visitors.emplace_back([&, i, port = server.port()] {
                answer_to(port, lines("/quick", false));
                busy.count_down();
                while (!is_over) answer_to(port, lines(i % 2 == 0 ? "/slow" : "/quick", false));
            });
        busy.wait();
        server.stop();
        EXPECT_EQ(begun, ended);
        EXPECT_GE(begun, clients);
        is_over = true;
    }
}

// Somebody may come in at the very moment of the stop; the door still hears of it.
TEST(HttpServer, StopsWhoeverComesInMeanwhile) {
    at_once(server_threads, [](int) {
        for (int i = 0; i < 6; ++i) {
            HttpServer server("127.0.0.1:0", 1, {}, {.answer = [](Request&) { return Response{}; }});
            server.start();
            std::latch knocked(1);
            std::jthread const visitor([&](std::stop_token const& is_over) {
                while (!is_over.stop_requested()) {
                    close(connected(server.port()));
                    if (!knocked.try_wait()) knocked.count_down();
                }
            });
            knocked.wait();
            server.stop();
        }
    });
}

// Behind a proxy with two servers, the other one is asked only where this one is not there at all.
TEST(HttpServer, WhoStandsBeforeTheDoorWhenItStopsIsAnswered) {
    HttpServer server("127.0.0.1:0", server_threads, {},
                      {.answer = [](Request&) { return Response{}; }, .sharers_of_slow = sharers_of_slow});
    server.start();
    std::atomic<bool> is_stopping = false, is_over = false;
    std::atomic<int> answered = 0, refused = 0, lost = 0;
    std::vector<std::jthread> visitors;
    for (int i = 0; i < clients; ++i)
        visitors.emplace_back([&, i, port = server.port()] {
            while (!is_over) {
                auto const connection = connected(port);
                if (connection < 0) {
                    ++refused;
                    continue;
                }
                // Between the last look at who came and the closing of a TCP port somebody may always come.
                auto const came_before = !is_stopping;
                say(connection, lines(i % 2 == 0 ? "/slow" : "/quick", true));
                char piece[4096];
                auto const length = read(connection, piece, sizeof piece);
                auto const is_answered =
                    length > 0 && status_of({piece, static_cast<std::size_t>(length)}) == 200;
                if (is_answered || came_before) ++(is_answered ? answered : lost);
                close(connection);
            }
        });
    while (answered < clients * requests_each) std::this_thread::yield();
    is_stopping = true;
    server.stop();
    while (refused == 0) std::this_thread::yield();
    is_over = true;
    visitors.clear();
    EXPECT_EQ(lost, 0);
}

TEST(HttpServer, WhoSaysNothingHoldsUpTheEndForAMomentOnly) {
    HttpServer server("127.0.0.1:0", 1, {}, {.answer = [](Request&) { return Response{}; }});
    server.start();
    auto const silent = connected(server.port());
    auto const began = std::chrono::steady_clock::now();
    server.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
    close(silent);
}

TEST(HttpServer, WhatIsPressedWhileItStopsBeginsNoPageThatNobodyWaitsFor) {
    constexpr std::chrono::milliseconds apart(4), hashing(60);
    std::atomic<int> running = 0;
    auto const page = [&](Request& request) {
        ++running;
        if (sharers_of_slow(request)) std::this_thread::sleep_for(hashing);
        --running;
        return Response{};
    };
    // Connections that are open already; one after the other asks for a slow page while the server stops.
    std::latch ready(clients * 3 + 1);
    std::vector<std::jthread> visitors;
    HttpServer server("127.0.0.1:0", server_threads, {},
                      {.answer = page, .sharers_of_slow = sharers_of_slow});
    server.start();
    for (int i = 0; i < clients * 3; ++i)
        visitors.emplace_back([&, i, port = server.port()] {
            auto const connection = connected(port);
            say(connection, lines("/quick", true));
            char piece[4096];
            EXPECT_GT(read(connection, piece, sizeof piece), 0);
            ready.arrive_and_wait();
            std::this_thread::sleep_for(i * apart);
            say(connection, lines("/slow", false));
            while (read(connection, piece, sizeof piece) > 0) {
            }
            close(connection);
        });
    ready.arrive_and_wait();
    server.stop();
    EXPECT_EQ(running, 0);
}

}  // namespace
}  // namespace voordeur
