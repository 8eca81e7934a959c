// SPDX-License-Identifier: EUPL-1.2
// The commands `registrations` and `unlock`.
#include <iostream>

#include "base/overloaded.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "patients/registrations_list.hpp"
#include "patients/unlock.hpp"

namespace voordeur {
namespace {

std::string run_registrations(Typed const& typed) {
    auto const slug = read_slug("--practice", typed.text("--practice"));
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const practice = practice_called(app, slug);
    auto const now = installation->clock().now();
    if (!typed.has("--json")) return registrations_table(app.patients, practice, now);
    print_registrations_as_json(app.patients, practice, now,
                                [](std::string const& line) { std::cout << line << '\n'; });
    return "";
}

std::string run_unlock(Typed const& typed) {
    auto const id = read_registration_id("--registration", typed.text("--registration"));
    auto const installation = installation_of(typed);
    auto const outcome =
        unlock(installation->app().patients, id, operator_name(), installation->clock().now());
    return std::visit(
        overloaded{[](Unlocked) -> std::string {
                       return "The registration is unlocked; the patient is told by e-mail.\n";
                   },
                   [](NotLocked) -> std::string { throw CommandError("This registration is not locked."); },
                   [](RegistrationEnded) -> std::string {
                       throw CommandError("This registration has ended; invite the patient again.");
                   },
                   [&](NoSuchRegistration) -> std::string { throw no_such_registration(id); }},
        outcome);
}

}  // namespace

CommandGroup registrations_commands() {
    return {.name = "",
            .help = "",
            .commands = {{"registrations",
                          "Show where each registration of a practice stands: tries, e-mails, SMS",
                          "--practice de-linde --config voordeur.toml",
                          {practice_flag(), json_flag(), config_flag()},
                          run_registrations},
                         {"unlock",
                          "Give a locked registration new tries; the patient is told",
                          "--registration 01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091 --config voordeur.toml",
                          {registration_flag(), config_flag()},
                          run_unlock}}};
}

}  // namespace voordeur
