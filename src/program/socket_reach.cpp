// SPDX-License-Identifier: EUPL-1.2
#include "socket_reach.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace voordeur {
namespace {

constexpr std::string_view socket_prefix = "unix:";

// By their own entry or by the group's.
bool has_other_members(gid_t group) {
    auto const* const entry = getgrgid(group);
    if (entry != nullptr && *entry->gr_mem != nullptr) return true;
    bool found = false;
    setpwent();
    while (auto const* const user = getpwent())
        found = found || (user->pw_gid == group && user->pw_uid != geteuid() && user->pw_uid != 0);
    endpwent();
    return found;
}

std::string name_of(gid_t group) {
    auto const* const entry = getgrgid(group);
    return entry == nullptr ? std::to_string(group) : entry->gr_name;
}

std::optional<Concern> concern_of(std::filesystem::path const& folder) {
    struct stat status = {};
    if (stat(folder.c_str(), &status) != 0 || (status.st_mode & S_IXOTH) != 0) return std::nullopt;
    auto const tell = [&](std::string const& why) {
        return Concern{"listen",
                       "nobody_may_open_the_socket",
                       {"folder", folder.string()},
                       "no proxy can open the socket: " + folder.string() + " " + why};
    };
    if ((status.st_mode & S_IXGRP) == 0)
        return tell(
            "is for its owner alone; let the group of the proxy in (chmod 750, chgrp voordeur-http).");
    if (has_other_members(status.st_gid)) return std::nullopt;
    auto const group = name_of(status.st_gid);
    return tell("is for the group " + group +
                ", in which nobody is; add the user of the proxy (sudo adduser " + "caddy " + group +
                ") and start the proxy again.");
}

}  // namespace

std::optional<Concern> socket_concern(std::string const& listen) {
    if (!listen.starts_with(socket_prefix)) return std::nullopt;
    std::filesystem::path folder = listen.substr(socket_prefix.size());
    while (folder.has_relative_path()) {
        folder = folder.parent_path();
        if (auto const concern = concern_of(folder)) return concern;
    }
    return std::nullopt;
}

}  // namespace voordeur
