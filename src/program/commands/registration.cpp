// SPDX-License-Identifier: EUPL-1.2
// The command `registration withdraw`.
#include "base/overloaded.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "patients/withdraw.hpp"

namespace voordeur {
namespace {

std::string run_withdraw(Typed const& typed) {
    auto const id = read_registration_id("--registration", typed.text("--registration"));
    auto const installation = installation_of(typed);
    auto const outcome =
        withdraw(installation->app().patients, id, operator_name(), installation->clock().now());
    return std::visit(
        overloaded{[](Withdrawn) -> std::string {
                       return "The invitation is withdrawn; the patient is told by e-mail.\n";
                   },
                   [](AccountMade) -> std::string {
                       throw CommandError(
                           "This registration is completed, so there is no invitation any more; voordeur "
                           "account close ends the account.");
                   },
                   [](RegistrationEnded) -> std::string {
                       throw CommandError("This registration has ended already; nothing was changed.");
                   },
                   [&](NoSuchRegistration) -> std::string { throw no_such_registration(id); }},
        outcome);
}

}  // namespace

CommandGroup registration_commands() {
    return {.name = "registration",
            .help = "Withdraw an invitation",
            .commands = {{"registration withdraw",
                          "Withdraw an invitation: its links end, its letter is dead; the patient is told",
                          "--registration 01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091 --config voordeur.toml",
                          {registration_flag(), config_flag()},
                          run_withdraw,
                          "The practice may invite the same patient again later. What it told of the patient "
                          "is erased 90 days from now,\nor at once with voordeur patient erase."}}};
}

}  // namespace voordeur
