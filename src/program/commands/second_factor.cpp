// SPDX-License-Identifier: EUPL-1.2
// The command `reset-second-factor`.
#include "base/overloaded.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "patients/reset_second_factor.hpp"

namespace voordeur {
namespace {

std::string run_reset(Typed const& typed) {
    auto const slug = read_slug("--practice", typed.text("--practice"));
    auto const number = read_customer_number("--customer-number", typed.text("--customer-number"));
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const outcome = reset_second_factor(
        app.patients, {practice_called(app, slug), number, operator_name()}, installation->clock().now());
    return std::visit(
        overloaded{[](SecondFactorReset) -> std::string {
                       return "The second factor is reset; the patient is told by e-mail.\n";
                   },
                   [&](NoSuchPatient) -> std::string {
                       throw CommandError("No patient of " + slug + " has the customer number " +
                                          number.grouped() + ".");
                   },
                   [](NoSecondFactor) -> std::string {
                       throw CommandError(
                           "This patient has set no second factor, so there is nothing to reset.");
                   }},
        outcome);
}

}  // namespace

CommandGroup second_factor_commands() {
    return {.name = "",
            .help = "",
            .commands = {{"reset-second-factor",
                          "Unbind a patient's phone, so that another can be bound; the patient is told",
                          "--practice de-linde --customer-number \"123 456 7897\" --config voordeur.toml",
                          {practice_flag(),
                           {"--customer-number", "NUMBER", "Of the patient's letter or super-PIN sheet",
                            "\"123 456 7897\""},
                           config_flag()},
                          run_reset}}};
}

}  // namespace voordeur
