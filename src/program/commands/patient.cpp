// SPDX-License-Identifier: EUPL-1.2
// The commands `patient erase`, `patient sealing-key` and `patient open-sealed`.
#include "base/overloaded.hpp"
#include "base/random.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "crypto/sealed_box.hpp"
#include "patients/erase_patient.hpp"
#include "patients/sealed_persons.hpp"

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

std::string run_sealing_key(Typed const& typed) {
    SystemRandom random;
    auto const key = OpeningKey::generate(random);
    if (!key.save(typed.text("--out")))
        throw CommandError(typed.text("--out") + " is there already, and a key is never overwritten.");
    return "sealed_persons_key = \"" + key.sealing_key().text() + "\"\n";
}

OpeningReason read_reason(std::string const& text) {
    if (text == "request") return OpeningReason::request;
    if (text == "claim") return OpeningReason::claim;
    throw CommandError("--reason must be request or claim, not \"" + text + "\".");
}

OpenSealed read_open_sealed(Typed const& typed) {
    if (typed.has("--id") == typed.has("--customer-number"))
        throw CommandError("Give --id or --customer-number, one of the two.");
    auto const reason = read_reason(typed.text("--reason"));
    if (typed.has("--id"))
        return {read_registration_id("--id", typed.text("--id")).text(), "", reason, operator_name()};
    auto const number = read_customer_number("--customer-number", typed.text("--customer-number"));
    return {"", number.text(), reason, operator_name()};
}

std::string lines_of(SealedOpened const& opened) {
    std::string text;
    for (auto const& person : opened.persons) text += person + "\n";
    return text;
}

std::string run_open_sealed(Typed const& typed) {
    auto const request = read_open_sealed(typed);
    auto const key = OpeningKey::load(typed.text("--key"));
    auto const installation = installation_of(typed);
    return std::visit(
        overloaded{
            [](SealedOpened const& opened) -> std::string { return lines_of(opened); },
            [](NothingSealed) -> std::string {
                throw CommandError(
                    "Nothing is sealed about that: it is no account or registration that is gone, "
                    "it went while no sealed_persons_key was configured, or its last line is gone.");
            },
            [](OtherKey) -> std::string { throw CommandError("It was sealed for another key than --key."); },
            [](NotOurSealed) -> std::string {
                throw CommandError("What is sealed about that was changed or added past Voordeur.");
            }},
        open_sealed(installation->app().patients, request, key, installation->clock().now()));
}

Command sealing_key_command() {
    return {
        "patient sealing-key",
        "Make the key that opens who was erased, and print the line that seals for it",
        "--out /media/usb/voordeur-opening-key",
        {{"--out", "FILE", "The key; keep it away from the server and its backups",
          "/media/usb/voordeur-opening-key"}},
        run_sealing_key,
        "The line goes into [policy] of the configuration; it is no secret. The file does: lay it where the "
        "practice keeps what only\ntwo people open. Lost, nobody can tell any more who was erased."};
}

Command open_sealed_command() {
    return {
        "patient open-sealed",
        "Print who an erased account or registration was; that it was done is in the audit log",
        "--id 01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091 --reason request --key /media/usb/voordeur-opening-key "
        "--config voordeur.toml",
        {{"--id", "ID", "The account or registration, as lines of the audit log have it",
          "01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091", Need::optional},
         {"--customer-number", "NUMBER", "Or its customer number, as the person has it on paper",
          "123 456 7897", Need::optional},
         {"--reason", "request|claim", "The person asks what is known, or a claim needs the log", "request"},
         {"--key", "FILE", "The key that patient sealing-key made", "/media/usb/voordeur-opening-key"},
         config_flag()},
        run_open_sealed};
}

}  // namespace

CommandGroup patient_commands() {
    return {.name = "patient",
            .help = "Erase a patient, and tell who was erased",
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
                          "erase again after one was restored. Where\nsealed_persons_key is configured "
                          "the name, sealed, stays as long as the log has lines about it."},
                         sealing_key_command(),
                         open_sealed_command()}};
}

}  // namespace voordeur
