// SPDX-License-Identifier: EUPL-1.2
// The commands `serve` and `migrate`.
#include "commands/command_groups.hpp"
#include "commands/shared_flags.hpp"
#include "serve.hpp"

namespace voordeur {
namespace {

std::string run_serve(Typed const& typed) {
    serve(typed.maybe("--config"));
    return "";
}

std::string run_migrate(Typed const& typed) {
    auto const applied = migrate_installation(load_config(typed.text("--config"), DatabaseOwner::read));
    if (applied == 0) return "The database is up to date; there was nothing to do.\n";
    return "The database is up to date; migrations applied: " + std::to_string(applied) + ".\n";
}

}  // namespace

CommandGroup server_commands() {
    return {.name = "",
            .help = "",
            .commands = {{"serve",
                          "Run the server; without --config, the demo",
                          "--config voordeur.toml",
                          {config_flag(Need::optional)},
                          run_serve},
                         {"migrate",
                          "Bring the database up to date; the first time, make it and the key ring",
                          "--config voordeur.toml",
                          {config_flag()},
                          run_migrate}}};
}

}  // namespace voordeur
