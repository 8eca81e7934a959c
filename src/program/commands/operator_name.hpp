// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

namespace voordeur {

// Who runs this command, for the audit log: "command:jan uid:998". The name is that of the person who signed
// in to this machine where the kernel knows that (a command runs as the owner of the data, for many by sudo),
// else of whose process called sudo, else of the user of the process; all by the kernel, nothing by the
// environment. The number is the process's own.
std::string operator_name();

struct CallerFacts {
    std::optional<std::int64_t> signed_in;
    std::optional<std::int64_t> called_sudo;
    uid_t real = 0;
};
uid_t caller_of(CallerFacts const& facts);

// What /proc/PID/status says of a process.
struct ProcessFacts {
    std::string name;
    std::int64_t parent = 0, real = 0, effective = 0;
};
ProcessFacts facts_from(std::string const& status);
// Only root makes a process of root.
bool is_sudo(ProcessFacts const& facts);

}  // namespace voordeur
