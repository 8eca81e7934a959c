// SPDX-License-Identifier: EUPL-1.2
#include "service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>

#include "base/log.hpp"

namespace voordeur {

void tell_service_manager(std::string const& state) {
    auto const* const named = std::getenv("NOTIFY_SOCKET");
    if (named == nullptr) return;
    std::string path = named;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    auto const is_told = [&] {
        if (path.empty() || path.size() >= sizeof address.sun_path) return false;
        path.copy(address.sun_path, path.size());
        // @ stands for the zero byte of an address that is in no folder.
        if (path.front() == '@') address.sun_path[0] = '\0';
        auto const socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (socket < 0) return false;
        auto const length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
        auto const sent = sendto(socket, state.data(), state.size(), MSG_NOSIGNAL,
                                 reinterpret_cast<sockaddr const*>(&address), length);
        close(socket);
        return sent == static_cast<ssize_t>(state.size());
    }();
    if (!is_told) log_warning("service_manager_not_told", {{"state", state}});
}

}  // namespace voordeur
