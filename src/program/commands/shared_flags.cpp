// SPDX-License-Identifier: EUPL-1.2
#include "commands/shared_flags.hpp"

#include "app.hpp"
#include "audit_keeper.hpp"
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

Practice practice_called(App const& app, std::string const& slug) {
    auto practice =
        app.database.read([&](Transaction& transaction) { return find_practice_by_slug(transaction, slug); });
    if (!practice) throw no_such_practice(slug);
    return std::move(*practice);
}

CommandError no_such_practice(std::string const& slug) {
    return CommandError("There is no practice " + slug + "; voordeur practice list shows which there are.");
}

}  // namespace voordeur
