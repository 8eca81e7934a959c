// SPDX-License-Identifier: EUPL-1.2
// Every command with its flags, its help and what it does: the table of contents of the command line.
#pragma once

#include <string>
#include <vector>

#include "commands/command_values.hpp"

namespace voordeur {

enum class Need { needed, optional, without_value };

struct Flag {
    std::string name;   // --email
    std::string value;  // what stands for its value in the help: ADDRESS
    std::string help;
    std::string example;
    Need need = Need::needed;
};

// "practice add" is a command inside the command practice.
struct Command {
    std::string name;
    std::string help;
    std::string example;
    std::vector<Flag> flags;
    std::string (*run)(Typed const&) = nullptr;  // nullptr: serve, which does not answer a text
};

std::vector<Command> all_commands();

}  // namespace voordeur
