// SPDX-License-Identifier: EUPL-1.2
#include "commands/operator_name.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <sstream>

#include "base/files.hpp"
#include "base/number.hpp"
#include "values/text.hpp"

namespace voordeur {
namespace {

// What the kernel answers when nobody signed in: a service, a container.
constexpr std::int64_t nobody = 4294967295;

ProcessFacts facts_of(std::int64_t process) {
    return facts_from(file_text("/proc/" + std::to_string(process) + "/status").value_or(""));
}

// Whose process started the sudo that started this one; sudo starts itself once more where it makes a
// terminal.
std::optional<std::int64_t> caller_of_sudo() {
    auto process = facts_of(getppid());
    if (!is_sudo(process)) return std::nullopt;
    while (is_sudo(process)) process = facts_of(process.parent);
    return process.real;
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
    if (facts.called_sudo) return static_cast<uid_t>(*facts.called_sudo);
    return facts.real;
}

ProcessFacts facts_from(std::string const& status) {
    std::istringstream lines(status);
    ProcessFacts facts;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string key;
        words >> key;
        if (key == "Name:") words >> facts.name;
        if (key == "PPid:") words >> facts.parent;
        if (key == "Uid:") words >> facts.real >> facts.effective;
    }
    return facts;
}

bool is_sudo(ProcessFacts const& facts) {
    return facts.name == "sudo" && facts.effective == 0 && facts.parent != 0;
}

std::string operator_name() {
    auto const login = file_text("/proc/self/loginuid").value_or("");
    auto const caller = caller_of(
        {.signed_in = whole_number(first_line(login)), .called_sudo = caller_of_sudo(), .real = getuid()});
    return "command:" + name_of(caller) + " uid:" + std::to_string(getuid());
}

}  // namespace voordeur
