// SPDX-License-Identifier: EUPL-1.2
// The command `messages`.
#include "commands/command_groups.hpp"
#include "commands/messages_list.hpp"
#include "commands/shared_flags.hpp"

namespace voordeur {
namespace {

std::string run_messages(Typed const& typed) {
    auto const installation = installation_of(typed);
    return messages_table(installation->database(), installation->config().sms_codes.limits,
                          installation->clock().now());
}

}  // namespace

CommandGroup messages_commands() {
    return {.name = "",
            .help = "",
            .commands = {{"messages",
                          "Show which e-mails and SMS wait and why, and which SMS budgets are used up",
                          "--config voordeur.toml",
                          {config_flag()},
                          run_messages}}};
}

}  // namespace voordeur
