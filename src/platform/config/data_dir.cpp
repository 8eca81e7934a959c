// SPDX-License-Identifier: EUPL-1.2
#include "config/data_dir.hpp"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "base/files.hpp"

namespace voordeur {
namespace {

// How sudo -u takes it: the name, or #1234 where the system has none.
std::string name_of(uid_t user) {
    std::array<char, 4096> buffer;
    passwd entry;
    passwd* found = nullptr;
    if (getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        return found->pw_name;
    return "#" + std::to_string(user);
}

[[noreturn]] void refuse(std::filesystem::path const& data_dir, std::error_code why) {
    throw ConfigError("data_dir " + data_dir.string() + " cannot be used (" + why.message() +
                      "); make the folder, or let the user of this command make it.");
}

}  // namespace

void make_data_dir(std::filesystem::path const& data_dir) {
    std::error_code error;
    if (std::filesystem::is_directory(data_dir, error)) return;
    if (auto const above = data_dir.parent_path(); !above.empty())
        std::filesystem::create_directories(above, error);
    if (error) refuse(data_dir, error);
    if (mkdir(data_dir.c_str(), 0700) != 0) refuse(data_dir, {errno, std::generic_category()});
}

void check_owner(std::filesystem::path const& data_dir) {
    struct stat status;
    if (stat(data_dir.c_str(), &status) != 0) {
        if (errno == ENOENT) return;
        refuse(data_dir, {errno, std::generic_category()});
    }
    if (auto const complaint = owner_complaint(data_dir, status.st_uid, geteuid()))
        throw ConfigError(*complaint);
}

void check_modes(std::filesystem::path const& data_dir, std::filesystem::path const& database) {
    auto const check = [](std::string const& what, std::filesystem::path const& path, char const* mode) {
        if (is_open_to_others(path))
            throw ConfigError(what + " " + path.string() + " is open to others: run chmod " + mode +
                              " on it.");
    };
    check("data_dir", data_dir, "700");
    if (database.empty()) return;
    for (auto const* part : {"", "-wal", "-shm", "-journal"})
        check("The database", database.string() + part, "600");
}

std::optional<std::string> owner_complaint(std::filesystem::path const& data_dir, uid_t owner,
                                           uid_t current) {
    if (owner == current) return std::nullopt;
    auto const name = name_of(owner);
    auto const quoted = name.starts_with('#') ? "'" + name + "'" : name;
    return data_dir.string() + " belongs to " + name +
           "; run this command as that user, for example: sudo -u " + quoted + " voordeur …";
}

}  // namespace voordeur
