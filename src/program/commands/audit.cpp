// SPDX-License-Identifier: EUPL-1.2
// The commands `audit verify` and `audit export`.
#include "audit/audit.hpp"

#include <iostream>
#include <thread>

#include "app.hpp"
#include "audit/audit_export.hpp"
#include "audit/audit_verifier.hpp"
#include "audit_keeper.hpp"
#include "base/json_line.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "store/database.hpp"

namespace voordeur {
namespace {

constexpr int most_batches = 100;

std::string problems_of(AuditVerdict const& verdict) {
    std::string sentences = "The audit log is not whole.";
    for (auto const& problem : verdict.problems) sentences += " " + problem;
    return sentences;
}

std::string words_for(AuditCut const& cut) {
    if (cut.at.number == 0) return "";
    return "It begins after number " + std::to_string(cut.at.number) + ": lines until " +
           utc_text(cut.lines_until) + " are gone, as [policy] audit_log_months says.\n";
}

// What stands in no database: it cannot be set back there.
std::vector<KnownHead> known_heads(std::optional<AuditHead> const& of_log, AuditHeadFile const& file) {
    std::vector<KnownHead> heads;
    if (of_log) heads.push_back({*of_log, ""});
    if (auto const kept = file.read()) heads.push_back({*kept, file.path().string()});
    return heads;
}

// Not all, where much waits: what is not in the chain is looked at as well. The server may be at it too.
void bind_what_waits(Installation& installation) {
    auto chainer = chainer_of(installation);
    for (auto batches = most_batches; batches > 0 && chainer.is_any_waiting(); --batches) {
        chainer.chain(installation.clock().now());
        std::this_thread::sleep_for(rest_between_batches);
    }
}

std::string run_verify(Typed const& typed) {
    auto const head = read_head(typed);
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const known = known_heads(head, installation->audit_head_file());
    bind_what_waits(*installation);
    auto const verdict = verify_audit_log(app.database, app.mac, known);
    if (!verdict.problems.empty()) throw CommandError(problems_of(verdict));
    return "The audit log is whole: " + std::to_string(verdict.events) + " events; its head is " +
           verdict.head.text() + ". " + std::to_string(verdict.waiting) + " more wait for their place.\n" +
           words_for(verdict.begins_after);
}

// In the log before it is read: that it was read is in it too.
void record_export(Installation& installation) {
    auto const app = installation.app();
    auto const now = installation.clock().now();
    app.database.transaction([&](Transaction& transaction) {
        app.audit.record(transaction,
                         {.type = AuditType::audit_exported,
                          .action = Action::read,
                          .actor = Actor::the_operator(operator_name()),
                          .object = AuditObject::audit_log()},
                         now);
    });
}

// Prints its lines itself: a log of years does not fit into one text.
std::string run_export(Typed const& typed) {
    auto const from = read_day("--from", typed.text("--from"));
    auto const last = read_day("--to", typed.text("--to"));
    if (last < from) throw CommandError("--to is before --from; it is the last day that is wanted.");
    auto const installation = installation_of(typed);
    record_export(*installation);
    bind_what_waits(*installation);
    export_audit_log(installation->database(), from, last + std::chrono::days(1),
                     [](std::string const& line) { std::cout << line << '\n'; });
    return "";
}

}  // namespace

CommandGroup audit_commands() {
    return {.name = "audit",
            .help = "Check and export the audit log",
            .commands = {
                {"audit verify",
                 "Check that no line of the audit log was changed, removed, moved or added",
                 "--head 1234:9f86… --config voordeur.toml",
                 {{"--head", "NUMBER:HASH",
                   "A head that the server wrote to its log as audit_head, which must be in it", "1234:9f86…",
                   Need::optional},
                  config_flag()},
                 run_verify},
                {"audit export",
                 "Print the audit log of some days, one JSON line an event; that it was done is in it too",
                 "--from 2026-11-01 --to 2026-11-30 --config voordeur.toml",
                 {{"--from", "DAY", "The first day, UTC", "2026-11-01"},
                  {"--to", "DAY", "The last day, UTC", "2026-11-30"},
                  config_flag()},
                 run_export}}};
}

}  // namespace voordeur
