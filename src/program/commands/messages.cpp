// SPDX-License-Identifier: EUPL-1.2
// The commands `messages` and `messages retry`.
#include "app.hpp"
#include "audit/audit.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/messages_list.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "outbox/outbox_store.hpp"

namespace voordeur {
namespace {

constexpr auto list_help = "Show which e-mails and SMS wait and why, and which SMS budgets are used up";

std::string run_messages(Typed const& typed) {
    auto const installation = installation_of(typed);
    auto const now = installation->clock().now();
    if (typed.has("--json")) return messages_as_json(installation->database(), now);
    return messages_table(installation->database(), installation->config().sms_codes.limits, now);
}

std::optional<Id<Practice>> practice_of(App const& app, std::optional<std::string> const& slug) {
    if (!slug) return std::nullopt;
    return practice_called(app, *slug).id;
}

std::string run_retry(Typed const& typed) {
    auto slug = typed.maybe("--practice");
    if (slug) slug = read_slug("--practice", *slug);
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const now = installation->clock().now();
    auto const practice_id = practice_of(app, slug);
    auto const count = app.database.transaction([&](Transaction& transaction) {
        auto const taken_up = take_up_again(transaction, practice_id, now);
        if (taken_up > 0)
            app.audit.record(transaction,
                             {.type = AuditType::messages_retried,
                              .action = Action::execute,
                              .actor = Actor::the_operator(operator_name()),
                              .object = AuditObject::installation(),
                              .practice_id = practice_id},
                             now);
        return taken_up;
    });
    if (count == 0) return "Nothing that was given up is still of use.\n";
    return std::to_string(count) + " messages that were given up are tried again.\n";
}

Command list_command() {
    return {"messages", list_help, "--config voordeur.toml", {json_flag(), config_flag()}, run_messages};
}

Command retry_command() {
    return {"messages retry",
            "Try again what was given up and is still of use, once its cause is mended",
            "--practice de-linde --config voordeur.toml",
            {{"--practice", "SLUG", "Only of this practice, by its short name", "de-linde", Need::optional},
             config_flag()},
            run_retry,
            "A message is given up when the address or the number gets nothing, and kept for as long as its "
            "link or "
            "code works.\nWhat waits is tried again by itself; what has expired is of no use to anyone: "
            "invite that "
            "patient again."};
}

}  // namespace

CommandGroup messages_commands() {
    return {.name = "messages", .help = list_help, .commands = {list_command(), retry_command()}};
}

}  // namespace voordeur
