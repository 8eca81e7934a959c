// SPDX-License-Identifier: EUPL-1.2
#include "commands/operator_name.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <sstream>

#include "base/files.hpp"
#include "base/number.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

// What the kernel answers when nobody signed in: a service, a container.
constexpr std::int64_t nobody = 4294967295;

std::optional<std::int64_t> number_in_environment(char const* name) {
    auto const* const text = std::getenv(name);
    return text == nullptr ? std::nullopt : whole_number(text);
}

std::string name_of(uid_t user) {
    std::array<char, 4096> buffer;
    passwd entry;
    passwd* found = nullptr;
    if (getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        return found->pw_name;
    return std::to_string(user);
}

}  // namespace

uid_t caller_of(CallerFacts const& facts) {
    if (facts.signed_in && *facts.signed_in != nobody) return static_cast<uid_t>(*facts.signed_in);
    if (facts.sudo_uid && facts.parent_is_sudo) return static_cast<uid_t>(*facts.sudo_uid);
    return facts.real;
}

bool is_sudo(std::string const& status) {
    std::istringstream lines(status);
    std::string name, effective;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string key, real;
        words >> key;
        if (key == "Name:") words >> name;
        if (key == "Uid:") words >> real >> effective;
    }
    return name == "sudo" && effective == "0";
}

std::string operator_name() {
    auto const parent = file_text("/proc/" + std::to_string(getppid()) + "/status").value_or("");
    auto const login = file_text("/proc/self/loginuid").value_or("");
    auto const caller = caller_of({.signed_in = whole_number(first_line(login)),
                                   .sudo_uid = number_in_environment("SUDO_UID"),
                                   .parent_is_sudo = is_sudo(parent),
                                   .real = getuid()});
    return "command:" + name_of(caller) + " uid:" + std::to_string(getuid());
}

}  // namespace voordeur
