// SPDX-License-Identifier: EUPL-1.2
#include "commands/shared_flags.hpp"

#include "app.hpp"
#include "audit_keeper.hpp"
#include "commands/command_values.hpp"
#include "commands/operator_name.hpp"
#include "practices/practice_store.hpp"
#include "store/database.hpp"

namespace voordeur {

Flag config_flag(Need need) {
    return {"--config", "FILE", "The configuration, as voordeur.example.toml explains it", "voordeur.toml",
            need};
}

void EndOfCommand::operator()(Installation* installation) const {
    leave_audit_log(*installation);
    std::default_delete<Installation>()(installation);
}

CommandInstallation installation_of(Typed const& typed) {
    return CommandInstallation(open_installation(load_config(typed.text("--config"))).release());
}

Flag practice_flag() {
    return {"--practice", "SLUG", "The practice, by its short name", "de-linde"};
}

Flag json_flag() {
    return {"--json", "", "Print one JSON object a line, for programs", "--json", Need::without_value};
}

Flag registration_flag() {
    return {"--registration", "ID", "Its id, as voordeur registrations shows it",
            "01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091"};
}

Flag customer_number_flag() {
    return {"--customer-number", "NUMBER", "Of the patient's letter or super-PIN sheet", "\"123 456 7897\""};
}

std::optional<AuditHead> read_head(Typed const& typed) {
    auto const text = typed.maybe("--head");
    if (!text) return std::nullopt;
    auto head = AuditHead::parse(*text);
    if (!head) throw CommandError("--head must be as the log has it in audit_head, NUMBER:HASH.");
    return head;
}

NamedAccount read_named_account(Typed const& typed) {
    return {read_slug("--practice", typed.text("--practice")),
            read_customer_number("--customer-number", typed.text("--customer-number"))};
}

OwnAccountRequest request_for(App const& app, NamedAccount const& named) {
    return {practice_called(app, named.practice_slug), named.customer_number, operator_name()};
}

Practice practice_called(App const& app, std::string const& slug) {
    auto practice =
        app.database.read([&](Transaction& transaction) { return find_practice_by_slug(transaction, slug); });
    if (!practice) throw no_such_practice(slug);
    return std::move(*practice);
}

CommandError no_such_registration(Id<Registration> const& id) {
    return CommandError("There is no registration " + id.text() +
                        "; voordeur registrations shows which there are.");
}

CommandError no_such_patient(OwnAccountRequest const& request) {
    return CommandError("No patient of " + request.practice.slug + " has the customer number " +
                        request.customer_number.grouped() + ".");
}

CommandError no_such_practice(std::string const& slug) {
    return CommandError("There is no practice " + slug + "; voordeur practice list shows which there are.");
}

}  // namespace voordeur
