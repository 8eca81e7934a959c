// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

namespace voordeur {

// Who runs this command, for the audit log: "command:jan uid:998". The name is that of the person who signed
// in to this machine where the kernel knows that (a command runs as the owner of the data, for many by sudo),
// else of who called sudo, else of the user of the process. In a container or a job of cron anybody may set
// the first; the number is the process's own, which nobody can.
std::string operator_name();

struct CallerFacts {
    std::optional<std::int64_t> signed_in;  // by the kernel
    std::optional<std::int64_t> sudo_uid;   // what the environment says
    bool parent_is_sudo = false;
    uid_t real = 0;
};
uid_t caller_of(CallerFacts const& facts);

// `status` is the text of /proc/PID/status. Only root makes a process of root.
bool is_sudo(std::string const& status);

}  // namespace voordeur
