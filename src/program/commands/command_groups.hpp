// SPDX-License-Identifier: EUPL-1.2
// Every command: the table of contents of the command line. Each group is a file of that name.
#pragma once

#include <vector>

#include "commands/command.hpp"

namespace voordeur {

CommandGroup server_commands();
CommandGroup check_commands();
CommandGroup practice_commands();
CommandGroup invite_commands();
CommandGroup registrations_commands();
CommandGroup registration_commands();
CommandGroup account_commands();
CommandGroup patient_commands();
CommandGroup document_commands();
CommandGroup client_commands();
CommandGroup keys_commands();
CommandGroup messages_commands();
CommandGroup second_factor_commands();
CommandGroup audit_commands();
CommandGroup backup_commands();

// In the order of the help.
inline std::vector<CommandGroup> all_groups() {
    return {server_commands(),        check_commands(),        practice_commands(),      invite_commands(),
            registrations_commands(), registration_commands(), second_factor_commands(), account_commands(),
            patient_commands(),       document_commands(),     client_commands(),        keys_commands(),
            messages_commands(),      audit_commands(),        backup_commands()};
}

}  // namespace voordeur
