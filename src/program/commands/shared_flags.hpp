// SPDX-License-Identifier: EUPL-1.2
// The flags that most commands have, and what they stand for.
#pragma once

#include <memory>
#include <string>

#include "commands/command.hpp"
#include "installation.hpp"

namespace voordeur {

Flag config_flag(Need need = Need::needed);
// What a command wrote is in the chain of the audit log before it ends: nobody would miss it afterwards.
struct EndOfCommand {
    void operator()(Installation* installation) const;
};
using CommandInstallation = std::unique_ptr<Installation, EndOfCommand>;

// Throws ConfigError or std::runtime_error with one sentence.
CommandInstallation installation_of(Typed const& typed);

Flag practice_flag();
Practice practice_called(App const& app, std::string const& slug);
CommandError no_such_practice(std::string const& slug);

}  // namespace voordeur
