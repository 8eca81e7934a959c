// SPDX-License-Identifier: EUPL-1.2
#include "service_manager.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>

namespace voordeur {
namespace {

// A datagram socket as systemd has one.
std::string told_at(std::string const& path, std::string const& state) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, path.size());
    if (path.front() == '@') address.sun_path[0] = '\0';
    auto const manager = socket(AF_UNIX, SOCK_DGRAM, 0);
    auto const length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    EXPECT_EQ(bind(manager, reinterpret_cast<sockaddr*>(&address), length), 0);
    setenv("NOTIFY_SOCKET", path.c_str(), 1);
    tell_service_manager(state);
    unsetenv("NOTIFY_SOCKET");
    char text[64];
    auto const count = recv(manager, text, sizeof text, MSG_DONTWAIT);
    close(manager);
    unlink(path.c_str());
    return count < 0 ? "nothing" : std::string(text, static_cast<std::size_t>(count));
}

TEST(ServiceManager, IsToldWhereItAsked) {
    auto const number = std::to_string(getpid());
    EXPECT_EQ(told_at("/tmp/voordeur-notify-" + number, "READY=1"), "READY=1");
    EXPECT_EQ(told_at("@voordeur-notify-" + number, "STOPPING=1"), "STOPPING=1");
    tell_service_manager("READY=1");  // nobody asked
}

}  // namespace
}  // namespace voordeur
