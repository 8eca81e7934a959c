// SPDX-License-Identifier: EUPL-1.2
// What each command does once its flags are there. Answers what is printed; throws CommandError, ConfigError
// or std::runtime_error with one sentence when it was not done.
#pragma once

#include <string>

#include "commands/command_values.hpp"

namespace voordeur {

std::string run_migrate(Typed const& typed);
std::string run_practice_add(Typed const& typed);
std::string run_practice_change(Typed const& typed);
std::string run_practice_list(Typed const& typed);
std::string run_invite(Typed const& typed);
std::string run_registrations(Typed const& typed);
std::string run_messages(Typed const& typed);
std::string run_unlock(Typed const& typed);
std::string run_reset_second_factor(Typed const& typed);
std::string run_audit_verify(Typed const& typed);
// Prints its lines itself: a log of years does not fit into one text.
std::string run_audit_export(Typed const& typed);

}  // namespace voordeur
