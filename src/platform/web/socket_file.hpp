// SPDX-License-Identifier: EUPL-1.2
// The file of a Unix socket: who may make it, and who removes it.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <utility>

namespace voordeur {

// Nullopt where there is none, or something else; a link to one is something else.
using SocketIdentity = std::pair<dev_t, ino_t>;
std::optional<SocketIdentity> socket_at(std::filesystem::path const& path);

// One server at a time looks at what has the name, removes what is dead, binds and listens: two that started
// at once each took the other's socket for a dead one. The turn is a lock on the folder; it ends with the
// object, or with its process.
class SocketTurn {
  public:
    // Waits two seconds at most.
    explicit SocketTurn(std::filesystem::path const& socket);
    ~SocketTurn();
    SocketTurn(SocketTurn const&) = delete;
    SocketTurn& operator=(SocketTurn const&) = delete;

    // Another one went on having it.
    bool is_refused() const { return is_refused_; }

  private:
    int folder_ = -1;
    bool is_refused_ = false;
};

// A socket that was bound by this server.
class OwnSocket {
  public:
    explicit OwnSocket(std::filesystem::path path) : path_(std::move(path)), identity_(socket_at(path_)) {}

    // Once, and unless another server took the name meanwhile.
    void remove();

  private:
    std::filesystem::path path_;
    std::optional<SocketIdentity> identity_;
};

}  // namespace voordeur
