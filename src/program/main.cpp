// SPDX-License-Identifier: EUPL-1.2
#include "base/forbid_dumps.hpp"
#include "base/log.hpp"
#include "commands/commands.hpp"

int main(int argc, char** argv) {
    // Keys and patients are in this process, whatever it is asked.
    voordeur::forbid_dumps();
    // To standard error: it is not among what a command answers.
    voordeur::start_log("warn");
    return voordeur::run_command(argc, argv);
}
