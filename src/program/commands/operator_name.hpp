// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace voordeur {

// Who runs this command, for the audit log: "command:jan". The person who signed in to this machine where the
// kernel knows that (a command runs as the owner of the data, for many by sudo), else who called sudo, else
// the user of the process.
std::string operator_name();

}  // namespace voordeur
