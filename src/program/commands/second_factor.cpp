// SPDX-License-Identifier: EUPL-1.2
// The command `reset-second-factor`.
#include "base/overloaded.hpp"
#include "commands/command_groups.hpp"
#include "commands/shared_flags.hpp"
#include "patients/reset_second_factor.hpp"

namespace voordeur {
namespace {

std::string run_reset(Typed const& typed) {
    auto const named = read_named_account(typed);
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const request = request_for(app, named);
    return std::visit(
        overloaded{[](SecondFactorReset) -> std::string {
                       return "The second factor is reset; the patient is told by e-mail.\n";
                   },
                   [&](NoSuchPatient) -> std::string { throw no_such_patient(request); },
                   [](NoSecondFactor) -> std::string {
                       throw CommandError(
                           "This patient has set no second factor, so there is nothing to reset.");
                   }},
        reset_second_factor(app.patients, request, installation->clock().now()));
}

}  // namespace

CommandGroup second_factor_commands() {
    return {.name = "",
            .help = "",
            .commands = {{"reset-second-factor",
                          "Unlink a patient's phone, app and paper codes, so that others can be linked; the "
                          "patient is told",
                          "--practice de-linde --customer-number \"123 456 7897\" --config voordeur.toml",
                          {practice_flag(), customer_number_flag(), config_flag()},
                          run_reset}}};
}

}  // namespace voordeur
