// SPDX-License-Identifier: EUPL-1.2
// The command line: every command, a line each into a feature.
#pragma once

namespace voordeur {

// Runs what argv asks for and answers the exit status: 0; 2 with one sentence on standard error when it was
// refused, nothing half done; 75 likewise, where the same may succeed later (the database is away, the
// address is in use), so that systemd tries again; 1 for a bug. Once a process: it sets the umask.
int run_command(int argc, char** argv);

}  // namespace voordeur
