// SPDX-License-Identifier: EUPL-1.2
// The command `patient erase`.
#include "base/overloaded.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "patients/erase_patient.hpp"

namespace voordeur {
namespace {

std::string words_for(PatientErased const& erased) {
    std::string const words = "The patient is erased, and told by e-mail; the audit log stays.\n";
    if (!erased.account_stays) return words;
    return words + "The account stays: other practices have linked it too.\n";
}

std::string run_erase(Typed const& typed) {
    auto const id = read_registration_id("--registration", typed.text("--registration"));
    auto const installation = installation_of(typed);
    auto const outcome =
        erase_patient(installation->app().patients, id, operator_name(), installation->clock().now());
    return std::visit(
        overloaded{[](PatientErased const& erased) -> std::string { return words_for(erased); },
                   [](ErasedBefore) -> std::string {
                       throw CommandError("This patient was erased before; there was nothing left to do.");
                   },
                   [&](NoSuchRegistration) -> std::string { throw no_such_registration(id); }},
        outcome);
}

}  // namespace

CommandGroup patient_commands() {
    return {.name = "patient",
            .help = "Erase a patient",
            .commands = {{"patient erase",
                          "Erase a patient of one practice, with the account; it cannot be undone",
                          "--registration 01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091 --config voordeur.toml",
                          {registration_flag(), config_flag()},
                          run_erase,
                          "Erased at once: name, e-mail address, birth date, postcode, telephone, numbers, "
                          "links, the letter and, where no\nother practice has linked it, the account. "
                          "The patient is told by e-mail; its text is erased once it is sent.\n\n"
                          "What stays: the audit log. It says which registration or account had what done "
                          "to it, when, by whom and from which\nnetwork address; it has no names. The law "
                          "has it kept for at least 5 years (Besluit elektronische\ngegevensverwerking door "
                          "zorgaanbieders, article 5; NEN 7513), so the right to be forgotten does not reach "
                          "it\n(AVG, article 17(3)b). What is in backups stays until they are thrown away: "
                          "erase again after one was restored."}}};
}

}  // namespace voordeur
