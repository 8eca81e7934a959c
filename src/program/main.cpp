// SPDX-License-Identifier: EUPL-1.2
#include "commands/commands.hpp"

int main(int argc, char** argv) {
    return voordeur::run_command(argc, argv);
}
