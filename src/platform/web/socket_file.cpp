// SPDX-License-Identifier: EUPL-1.2
#include "web/socket_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>

namespace voordeur {
namespace {

constexpr std::chrono::milliseconds pause{10};
constexpr int tries = 200;

}  // namespace

std::optional<SocketIdentity> socket_at(std::filesystem::path const& path) {
    struct stat status;
    if (lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return std::nullopt;
    return SocketIdentity(status.st_dev, status.st_ino);
}

SocketTurn::SocketTurn(std::filesystem::path const& socket) {
    auto const folder = socket.has_parent_path() ? socket.parent_path() : std::filesystem::path(".");
    folder_ = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder_ < 0) return;  // binding says why
    for (int i = 0; i < tries; ++i) {
        if (flock(folder_, LOCK_EX | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR)) return;
        std::this_thread::sleep_for(pause);
    }
    is_refused_ = true;
}

SocketTurn::~SocketTurn() {
    if (folder_ >= 0) close(folder_);
}

// Not again: the next server's file may have the number that this one's had.
void OwnSocket::remove() {
    auto const own = std::exchange(identity_, std::nullopt);
    if (!own) return;
    SocketTurn const turn(path_);
    if (own != socket_at(path_)) return;
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

}  // namespace voordeur
