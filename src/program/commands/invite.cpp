// SPDX-License-Identifier: EUPL-1.2
// The command `invite`.
#include "patients/invite.hpp"

#include "app.hpp"
#include "base/overloaded.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/letter_file.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "practices/practice_store.hpp"
#include "values/email_address.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

struct TypedPerson {
    PersonName name;
    EmailAddress email;
    BirthDate birth_date;
    Postcode postcode;
    std::optional<PhoneNumber> phone = {};
    std::optional<std::string> patient_number = {};
};

TypedPerson person_from(Typed const& typed) {
    TypedPerson person{.name = read_name("--name", typed.text("--name")),
                       .email = read_email("--email", typed.text("--email")),
                       .birth_date = read_birth_date("--birth-date", typed.text("--birth-date")),
                       .postcode = read_postcode("--postcode", typed.text("--postcode"))};
    if (auto const phone = typed.maybe("--phone")) person.phone = read_mobile("--phone", *phone);
    if (auto const number = typed.maybe("--patient-number"))
        person.patient_number = read_patient_number("--patient-number", *number);
    return person;
}

Invitation invitation_of(TypedPerson const& person, Practice practice) {
    return {.practice = std::move(practice),
            .name = person.name,
            .email = person.email,
            .birth_date = person.birth_date,
            .postcode = person.postcode,
            .phone = person.phone,
            .patient_number = person.patient_number,
            .actor = operator_name()};
}

std::string words_for(Invitation const& invitation, Invited const& invited) {
    auto const about = " (registration " + invited.registration_id.text() + ").\n";
    auto words = invitation.name.text() + (invited.again ? " is invited again" : " is invited") + about;
    if (invited.locked)
        words += "The registration is locked; voordeur unlock --registration " +
                 invited.registration_id.text() + " gives the patient new tries.\n";
    return words;
}

InviteOutcome invite_with_letter(App const& app, Invitation invitation, std::string const& file, Time now) {
    LetterFile letter(file);
    invitation.with_letter = true;
    invitation.keep_letter = [&](std::string const& pdf) { letter.write(pdf); };
    auto outcome = invite(app.patients, invitation, now);
    if (std::holds_alternative<Invited>(outcome)) letter.keep();
    return outcome;
}

std::string run_invite(Typed const& typed) {
    auto const slug = read_slug("--practice", typed.text("--practice"));
    auto const person = person_from(typed);
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const now = installation->clock().now();
    check_is_of_a_patient("--birth-date", person.birth_date, day_of(now));
    auto const invitation = invitation_of(person, practice_called(app, slug));
    auto const file = typed.maybe("--letter");
    auto const outcome =
        file ? invite_with_letter(app, invitation, *file, now) : invite(app.patients, invitation, now);
    return std::visit(
        overloaded{
            [&](Invited const& invited) {
                return words_for(invitation, invited) + (file ? "The letter is in " + *file + ".\n" : "");
            },
            [&](AlreadyCompleted const&) {
                return invitation.name.text() +
                       " has completed the registration already; nothing was changed or sent.\n";
            },
            [](PatientNumberNeeded const&) -> std::string {
                throw CommandError(
                    "Several patients have this e-mail address and birth date; say with "
                    "--patient-number which of them is meant.");
            },
            [](NameDiffers const& other) -> std::string {
                throw CommandError(
                    other.known_name +
                    " has this e-mail address and birth date already. Give --patient-number if "
                    "this is somebody else; write the name as it was if it is not.");
            },
            [&](LetterNeeded const&) -> std::string {
                throw CommandError(invitation.practice.name +
                                   " requires a letter; add --letter FILE, for example --letter letter.pdf.");
            }},
        outcome);
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

}  // namespace

CommandGroup invite_commands() {
    return {.name = "", .help = "", .commands = {invite_command()}};
}

}  // namespace voordeur
