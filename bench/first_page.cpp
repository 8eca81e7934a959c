// SPDX-License-Identifier: EUPL-1.2
// How long a server takes from its start to its first page, for bin/bench: node itself needs twenty
// milliseconds to start a program and to ask it for a page.
//   first_page PORT PROGRAM ARGUMENT...
// starts the program on core 0, asks for /inloggen until that is 200, stops the program, and prints
// milliseconds on the clock and of the processor. Its output goes where this one's standard error goes.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds longest_start{5};
constexpr useconds_t pause_between_asks = 100;

double milliseconds(timeval time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

pid_t started(char** words) {
    auto const child = fork();
    if (child != 0) return child;
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(0, &cores);
    sched_setaffinity(0, sizeof cores, &cores);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    execv(words[0], words);
    _exit(127);
}

// The first bytes of the answer; empty when nobody listens.
std::string answer(in_port_t port) {
    auto const connection = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    char text[64];
    ssize_t length = 0;
    if (connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
        auto const request = "GET /inloggen HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                             "\r\nConnection: close\r\n\r\n";
        if (write(connection, request.data(), request.size()) > 0)
            length = read(connection, text, sizeof text);
    }
    close(connection);
    return length > 0 ? std::string(text, static_cast<std::size_t>(length)) : "";
}

}  // namespace

int main(int count, char** words) {
    if (count < 3) return 2;
    auto const port = static_cast<in_port_t>(std::strtoul(words[1], nullptr, 10));
    auto const began = Clock::now();
    auto const child = started(words + 2);
    bool has_page = false;
    while (!has_page && Clock::now() - began < longest_start) {
        has_page = answer(port).starts_with("HTTP/1.1 200 ");
        if (!has_page) usleep(pause_between_asks);
    }
    auto const took = std::chrono::duration<double, std::milli>(Clock::now() - began).count();
    kill(child, SIGTERM);
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    if (!has_page || status != 0) return 1;
    std::printf("%f %f\n", took, milliseconds(used.ru_utime) + milliseconds(used.ru_stime));
}
