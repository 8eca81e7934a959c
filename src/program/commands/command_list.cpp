// SPDX-License-Identifier: EUPL-1.2
#include "commands/command_list.hpp"

#include "commands/command_steps.hpp"

namespace voordeur {
namespace {

Flag config_flag(Need need = Need::needed) {
    return {"--config", "FILE", "The configuration, as voordeur.example.toml explains it", "voordeur.toml",
            need};
}

Flag practice_flag() {
    return {"--practice", "SLUG", "The practice, by its short name", "de-linde"};
}

Command invite_command() {
    return {
        "invite",
        "Invite a patient: starts a registration and sends the e-mail; the same patient again gets a new "
        "e-mail",
        "--practice de-linde --name \"Jan de Vries\" --email jan@post.example --birth-date 1948-03-07 "
        "--postcode 1234AB --config voordeur.toml",
        {practice_flag(),
         {"--name", "NAME", "The patient's name, for the letter", "\"Jan de Vries\""},
         {"--email", "ADDRESS", "The patient's e-mail address", "jan@post.example"},
         {"--birth-date", "DATE", "The birth date; ?\? for what is not known", "1948-03-07 or 1976-?\?-?\?"},
         {"--postcode", "CODE", "The postcode of the patient's home", "1234AB"},
         {"--phone", "NUMBER", "The patient's mobile number", "0612345678", Need::optional},
         {"--patient-number", "NUMBER", "The practice's own number of the patient, never the BSN", "4711",
          Need::optional},
         {"--letter", "FILE", "Also write the PDF letter with the super-PIN; never overwrites", "letter.pdf",
          Need::optional},
         config_flag()},
        run_invite};
}

Flag practice_phone_flag() {
    return {"--phone", "NUMBER", "The number that patients call, as they are to read it",
            "\"0123 - 45 67 89\"", Need::optional};
}

Flag practice_email_flag() {
    return {"--email", "ADDRESS", "Where patients' answers and our notices go", "info@delinde.example",
            Need::optional};
}

Flag letter_required_flag() {
    return {"--letter-required", "", "No patient registers without the letter's super-PIN",
            "--letter-required", Need::without_value};
}

Command practice_add_command() {
    return {"practice add",
            "Add a practice",
            "--slug de-linde --name \"Huisartsenpraktijk De Linde\" --phone \"0123 - 45 67 89\" "
            "--email info@delinde.example --config voordeur.toml",
            {{"--slug", "SLUG", "Its short name, in addresses and commands: a-z, 0-9 and dashes", "de-linde"},
             {"--name", "NAME", "Its name as patients know it", "\"Huisartsenpraktijk De Linde\""},
             practice_phone_flag(),
             practice_email_flag(),
             letter_required_flag(),
             config_flag()},
            run_practice_add};
}

Command practice_change_command() {
    return {"practice change",
            "Change what patients read of a practice, or whether it requires the letter",
            "--practice de-linde --phone \"0123 - 45 67 89\" --config voordeur.toml",
            {practice_flag(),
             {"--name", "NAME", "Its new name", "\"Huisartsenpraktijk De Linde\"", Need::optional},
             practice_phone_flag(),
             practice_email_flag(),
             letter_required_flag(),
             {"--letter-not-required", "", "Patients may register without the letter",
              "--letter-not-required", Need::without_value},
             config_flag()},
            run_practice_change};
}

Command reset_second_factor_command() {
    return {
        "reset-second-factor",
        "Unbind a patient's phone, so that another can be bound; the patient is told",
        "--practice de-linde --customer-number \"123 456 7897\" --config voordeur.toml",
        {practice_flag(),
         {"--customer-number", "NUMBER", "Of the patient's letter or super-PIN sheet", "\"123 456 7897\""},
         config_flag()},
        run_reset_second_factor};
}

}  // namespace

std::vector<Command> all_commands() {
    return {
        {"serve",
         "Run the server; without --config, the demo",
         "--config voordeur.toml",
         {config_flag(Need::optional)},
         nullptr},
        {"migrate",
         "Bring the database up to date; the first time, make it and the key ring",
         "--config voordeur.toml",
         {config_flag()},
         run_migrate},
        practice_add_command(),
        practice_change_command(),
        {"practice list",
         "Show every practice",
         "--config voordeur.toml",
         {config_flag()},
         run_practice_list},
        invite_command(),
        {"registrations",
         "Show where each registration of a practice stands: tries, e-mails, SMS",
         "--practice de-linde --config voordeur.toml",
         {practice_flag(), config_flag()},
         run_registrations},
        {"messages",
         "Show which e-mails and SMS wait and why, and which SMS budgets are used up",
         "--config voordeur.toml",
         {config_flag()},
         run_messages},
        {"unlock",
         "Give a locked registration new tries; the patient is told",
         "--registration 01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091 --config voordeur.toml",
         {{"--registration", "ID", "Its id, as voordeur registrations shows it",
           "01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091"},
          config_flag()},
         run_unlock},
        reset_second_factor_command(),
        {"audit verify",
         "Check that no line of the audit log was changed, removed, moved or added",
         "--head 1234:9f86… --config voordeur.toml",
         {{"--head", "NUMBER:HASH",
           "A head that the server wrote to its log as audit_head, which must be in it", "1234:9f86…",
           Need::optional},
          config_flag()},
         run_audit_verify},
        {"audit export",
         "Print the audit log of some days, one JSON line an event; that it was done is in it too",
         "--from 2026-11-01 --to 2026-11-30 --config voordeur.toml",
         {{"--from", "DAY", "The first day, UTC", "2026-11-01"},
          {"--to", "DAY", "The last day, UTC", "2026-11-30"},
          config_flag()},
         run_audit_export},
    };
}

}  // namespace voordeur
