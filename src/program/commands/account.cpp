// SPDX-License-Identifier: EUPL-1.2
// The command `account close`.
#include "base/overloaded.hpp"
#include "commands/command_groups.hpp"
#include "commands/shared_flags.hpp"
#include "patients/close_account.hpp"

namespace voordeur {
namespace {

std::string run_close(Typed const& typed) {
    auto const named = read_named_account(typed);
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const request = request_for(app, named);
    return std::visit(
        overloaded{[](AccountClosed) -> std::string {
                       return "The account is closed; the patient is told by e-mail, and so are all "
                              "practices of the patient that have an e-mail address.\n";
                   },
                   [&](NoSuchPatient) -> std::string { throw no_such_patient(request); }},
        close_account(app.patients, request, installation->clock().now()));
}

}  // namespace

CommandGroup account_commands() {
    return {.name = "account",
            .help = "Close a patient's account",
            .commands = {{"account close",
                          "Close a patient's account: nobody signs in to it any more; the patient is told",
                          "--practice de-linde --customer-number \"123 456 7897\" --config voordeur.toml",
                          {practice_flag(), customer_number_flag(), config_flag()},
                          run_close,
                          "Everywhere the patient is signed out; sign-in name, password, super-PIN and "
                          "telephone number are erased, also for\nother practices of the same patient. "
                          "Each may invite the patient again. What a practice told of the patient is\n"
                          "erased after 90 days, or at once with voordeur patient erase."}}};
}

}  // namespace voordeur
