// SPDX-License-Identifier: EUPL-1.2
// The commands `reset-second-factor` and `forget-passkeys`.
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "commands/command_groups.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "patients/reset_second_factor.hpp"
#include "store/database.hpp"

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

// The factor goes where another is left that can be asked each time. Where none is, it stays and cannot be
// given: nobody gets in on a password because a host was changed.
std::string run_forget_passkeys(Typed const& typed) {
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const host = typed.text("--host");
    if (host == app.passkeys.rp_id())
        throw CommandError("--host: " + host + " is the host of public_url; its passkeys work.");
    auto const now = installation->clock().now();
    auto const count = app.database.transaction([&](Transaction& transaction) {
        auto const forgotten = forget_passkeys_at(transaction, host, now);
        if (forgotten > 0)
            app.audit.record(transaction,
                             {.type = AuditType::passkeys_forgotten,
                              .action = Action::remove,
                              .actor = Actor::the_operator(operator_name()),
                              .object = AuditObject::installation()},
                             now);
        return forgotten;
    });
    return std::to_string(count) + " passkeys made for " + host + " are forgotten.\n";
}

}  // namespace

CommandGroup second_factor_commands() {
    return {.name = "",
            .help = "",
            .commands = {
                {"reset-second-factor",
                 "Unlink a patient's phone, app and paper codes, so that others can be linked; the "
                 "patient is told",
                 "--practice de-linde --customer-number \"123 456 7897\" --config voordeur.toml",
                 {practice_flag(), customer_number_flag(), config_flag()},
                 run_reset},
                {"forget-passkeys",
                 "Let passkeys go that were made for another host than that of public_url, and work "
                 "nowhere any more",
                 "--host login.old.example --config voordeur.toml",
                 {{"--host", "HOST", "The host that they were made for", "login.old.example"}, config_flag()},
                 run_forget_passkeys}}};
}

}  // namespace voordeur
