// SPDX-License-Identifier: EUPL-1.2
// The flags that most commands have, and what they stand for.
#pragma once

#include <memory>
#include <string>

#include "commands/command.hpp"
#include "installation.hpp"

namespace voordeur {

Flag config_flag(Need need = Need::needed);
// Throws ConfigError or std::runtime_error with one sentence.
std::unique_ptr<Installation> installation_of(Typed const& typed);

Flag practice_flag();
Practice practice_called(App const& app, std::string const& slug);
CommandError no_such_practice(std::string const& slug);

}  // namespace voordeur
