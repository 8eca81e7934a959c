// SPDX-License-Identifier: EUPL-1.2
// The commands `serve` and `migrate`.
#include "clients/client_rules.hpp"
#include "commands/command_groups.hpp"
#include "commands/shared_flags.hpp"
#include "serve.hpp"

namespace voordeur {
namespace {

std::string run_serve(Typed const& typed) {
    auto const example = typed.maybe("--example");
    if (example && typed.has("--config"))
        throw CommandError(
            "--example is for the demo: leave out --config, and add an e-service by voordeur client "
            "add.");
    if (example && !may_be_client_address(*example + "/"))
        throw CommandError("--example must be an address such as http://127.0.0.1:8090.");
    serve(typed.maybe("--config"), example);
    return "";
}

std::string run_migrate(Typed const& typed) {
    auto const [applied, servers_go_on] =
        migrate_installation(load_config(typed.text("--config"), DatabaseOwner::read));
    if (applied == 0) return "The database is up to date; there was nothing to do.\n";
    auto const said = "The database is up to date; migrations applied: " + std::to_string(applied) + ".\n";
    if (!servers_go_on) return said;
    return said + (*servers_go_on
                       ? "Servers of the version before may go on serving until you replace them.\n"
                       : "Servers of the version before answer 503 from now on: start the new ones.\n");
}

}  // namespace

CommandGroup server_commands() {
    return {.name = "",
            .help = "",
            .commands = {{"serve",
                          "Run the server; without --config, the demo",
                          "--config voordeur.toml",
                          {config_flag(Need::optional),
                           {"--example", "ADDRESS", "Of the demo: where its example e-service runs",
                            "http://127.0.0.1:8090", Need::optional}},
                          run_serve},
                         {"migrate",
                          "Bring the database up to date; the first time, make it and the key ring",
                          "--config voordeur.toml",
                          {config_flag()},
                          run_migrate}}};
}

}  // namespace voordeur
