// SPDX-License-Identifier: EUPL-1.2
// The commands `audit verify` and `audit export`.
#include <iostream>

#include "audit/audit.hpp"
#include "audit/audit_chain.hpp"
#include "commands/command_steps.hpp"
#include "commands/operator_name.hpp"
#include "installation.hpp"

namespace voordeur {
namespace {

std::optional<AuditHead> written_down(Typed const& typed) {
    auto const text = typed.maybe("--head");
    if (!text) return std::nullopt;
    auto head = AuditHead::parse(*text);
    if (!head) throw CommandError("--head must be as the log has it in audit_head, NUMBER:HASH.");
    return head;
}

std::string problems_of(AuditVerdict const& verdict) {
    std::string sentences = "The audit log is not whole.";
    for (auto const& problem : verdict.problems) sentences += " " + problem;
    return sentences;
}

void record_export(App const& app, Time now) {
    app.database.transaction([&](Transaction& transaction) {
        record_event(transaction,
                     {.type = "audit.exported",
                      .action = Action::read,
                      .actor = {operator_name(), "operator", ""},
                      .object_type = "audit_log",
                      .object_id = "audit_event"},
                     now, app.random);
    });
}

}  // namespace

std::string run_audit_verify(Typed const& typed) {
    auto const head = written_down(typed);
    auto const installation = open_installation(load_config(typed.text("--config")));
    auto const app = installation->app();
    while (chain_audit_events(app.database, app.mac) > 0) {
    }
    auto const verdict = verify_audit_log(app.database, app.mac, head);
    if (!verdict.problems.empty()) throw CommandError(problems_of(verdict));
    return "The audit log is whole: " + std::to_string(verdict.events) + " events; its head is " +
           verdict.head.text() + ".\n";
}

std::string run_audit_export(Typed const& typed) {
    auto const from = read_day("--from", typed.text("--from"));
    auto const last = read_day("--to", typed.text("--to"));
    if (last < from) throw CommandError("--to is before --from; it is the last day that is wanted.");
    auto const installation = open_installation(load_config(typed.text("--config")));
    auto const app = installation->app();
    record_export(app, installation->clock().now());
    while (chain_audit_events(app.database, app.mac) > 0) {
    }
    export_audit_log(app.database, from, last + std::chrono::days(1),
                     [](std::string const& line) { std::cout << line << '\n'; });
    return "";
}

}  // namespace voordeur
