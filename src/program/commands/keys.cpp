// SPDX-License-Identifier: EUPL-1.2
// The commands `keys list` and `keys rotate`, of the keys that sign what e-services get.
#include <nlohmann/json.hpp>

#include "app.hpp"
#include "audit/audit.hpp"
#include "base/json_line.hpp"
#include "clients/signing_keys.hpp"
#include "commands/command_groups.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "store/database.hpp"
#include "values/text_table.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

std::string when(Time time) {
    return date_and_time(time, Language::english);
}

std::string state_of(PublishedKey const& key, Time now) {
    if (now < key.used_from) return "signs from " + when(key.used_from);
    if (key.shown_until) return "is shown until " + when(*key.shown_until);
    return "signs";
}

std::string run_list(Typed const& typed) {
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const now = installation->clock().now();
    auto const keys = app.database.read(
        [&](Transaction& transaction) { return app.signing_keys.published(transaction, now); });
    if (typed.has("--json")) {
        std::string lines;
        for (auto const& key : keys)
            lines += json_line({{"kid", key.kid},
                                {"algorithm", name_of(key.algorithm)},
                                {"state", state_of(key, now)}}) +
                     "\n";
        return lines;
    }
    if (keys.empty()) return "There is no key yet; the first voordeur client add makes them.\n";
    std::vector<std::vector<std::string>> lines{{"KEY", "ALGORITHM", "STATE"}};
    for (auto const& key : keys)
        lines.push_back({key.kid, std::string(name_of(key.algorithm)), state_of(key, now)});
    return text_table(lines);
}

std::string run_rotate(Typed const& typed) {
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const now = installation->clock().now();
    auto const made = app.database.transaction([&](Transaction& transaction) {
        auto const count = app.signing_keys.rotate(transaction, now);
        if (count > 0)
            app.audit.record(transaction,
                             {.type = AuditType::signing_keys_rotated,
                              .action = Action::update,
                              .actor = Actor::the_operator(operator_name()),
                              .object = AuditObject::installation()},
                             now);
        return count;
    });
    if (made == 0) return "Nothing was made: new keys wait for their day, or there is no client yet.\n";
    return std::to_string(made) + " keys are made and published. They sign from " +
           when(now + published_before_use) + "; those of now are shown a day longer.\n";
}

Command list_command() {
    return {"keys list",
            "Show the keys that sign what e-services get",
            "--config voordeur.toml",
            {json_flag(), config_flag()},
            run_list};
}

Command rotate_command() {
    return {
        "keys rotate",
        "Make new keys to sign what e-services get",
        "--config voordeur.toml",
        {config_flag()},
        run_rotate,
        "A new key is published at once and used a day later, so that every e-service has read it by then; "
        "the old one\nis shown a day longer. Once a year is often enough; at once when the key ring or the "
        "database got out."};
}

}  // namespace

CommandGroup keys_commands() {
    return {.name = "keys",
            .help = "Renew the keys that sign what e-services get",
            .commands = {list_command(), rotate_command()}};
}

}  // namespace voordeur
