// SPDX-License-Identifier: EUPL-1.2
// The flags that most commands have, and what they stand for.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "audit/audit_head.hpp"
#include "commands/command.hpp"
#include "installation.hpp"
#include "patients/own_account.hpp"

namespace voordeur {

struct Registration;

Flag config_flag(Need need = Need::needed);
// What a command wrote is in the chain of the audit log before it ends: nobody would miss it afterwards.
struct EndOfCommand {
    void operator()(Installation* installation) const;
};
using CommandInstallation = std::unique_ptr<Installation, EndOfCommand>;

// Throws ConfigError or std::runtime_error with one sentence.
CommandInstallation installation_of(Typed const& typed);

Flag practice_flag();
// Of every list.
Flag json_flag();
Flag registration_flag();
Flag customer_number_flag();
// A head of the audit log that was kept elsewhere (--head); throws CommandError when it is none.
std::optional<AuditHead> read_head(Typed const& typed);
// Whose account is meant: --practice and --customer-number, read.
struct NamedAccount {
    std::string practice_slug;
    CustomerNumber customer_number;
};
NamedAccount read_named_account(Typed const& typed);
OwnAccountRequest request_for(App const& app, NamedAccount const& named);
Practice practice_called(App const& app, std::string const& slug);
CommandError no_such_registration(Id<Registration> const& id);
CommandError no_such_patient(OwnAccountRequest const& request);
CommandError no_such_practice(std::string const& slug);

}  // namespace voordeur
