// SPDX-License-Identifier: EUPL-1.2
// The command `check`.
#include <iostream>

#include "base/log.hpp"
#include "commands/checkup.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/shared_flags.hpp"

namespace voordeur {
namespace {

// Prints its lines itself: a mail server may take half a minute.
std::string run_check(Typed const& typed) {
    std::optional<EmailAddress> mail;
    std::optional<PhoneNumber> sms;
    if (auto const text = typed.maybe("--mail")) mail = read_email("--mail", *text);
    if (auto const text = typed.maybe("--sms")) sms = read_mobile("--sms", *text);
    start_log("off");  // each thing that the log would say is a line of this
    Checkup checkup(load_config(typed.text("--config")), std::cout);
    checkup.look();
    if (mail) checkup.send_mail(*mail);
    if (sms) checkup.send_sms(*sms);
    if (checkup.wrongs() > 0) throw NotRight("Wrong: " + std::to_string(checkup.wrongs()) + ".");
    return "";
}

}  // namespace

CommandGroup check_commands() {
    return {.name = "",
            .help = "",
            .commands = {{"check",
                          "Look whether everything is right: one line each, ok, warning or wrong; the exit "
                          "status is 1 when "
                          "something is wrong",
                          "--mail you@delinde.example --sms 0612345678 --config voordeur.toml",
                          {{"--mail", "ADDRESS",
                            "Send a test to this address, by the mail server of the configuration",
                            "you@delinde.example", Need::optional},
                           {"--sms", "NUMBER",
                            "Send a test to this mobile number, by the SMS gateway of the configuration",
                            "0612345678", Need::optional},
                           config_flag()},
                          run_check}}};
}

}  // namespace voordeur
