// SPDX-License-Identifier: EUPL-1.2
#include "commands/operator_name.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "base/files.hpp"
#include "base/number.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

// What the kernel answers when nobody signed in: a service, a container.
constexpr std::int64_t nobody = 4294967295;

uid_t user_who_signed_in() {
    auto const text = file_text("/proc/self/loginuid").value_or("");
    auto const id = whole_number(first_line(text));
    if (id && *id != nobody) return static_cast<uid_t>(*id);
    auto const* const sudo = std::getenv("SUDO_UID");
    auto const caller = sudo == nullptr ? std::nullopt : whole_number(sudo);
    return caller ? static_cast<uid_t>(*caller) : getuid();
}

}  // namespace

std::string operator_name() {
    std::array<char, 4096> buffer;
    passwd entry;
    passwd* found = nullptr;
    auto const user = user_who_signed_in();
    if (getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        return std::string("command:") + found->pw_name;
    return "command:" + std::to_string(user);
}

}  // namespace voordeur
