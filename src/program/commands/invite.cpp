// SPDX-License-Identifier: EUPL-1.2
// The command `invite`.
#include "patients/invite.hpp"

#include <algorithm>
#include <iostream>

#include "app.hpp"
#include "base/overloaded.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/invitation_lines.hpp"
#include "commands/letter_file.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "config/config_error.hpp"
#include "practices/practice_store.hpp"
#include "values/email_address.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

// Whom, as typed or as one line of a file has it.
struct WantedInvitation {
    PersonName name;
    EmailAddress email;
    BirthDate birth_date;
    Postcode postcode;
    std::optional<PhoneNumber> phone = {};
    std::optional<std::string> patient_number = {};
    std::optional<Language> language = {};
    std::optional<Id<Registration>> corrected = {};
    bool is_somebody_new = false;
    std::optional<std::string> letter = {};
};

// As often as an invitation is asked for, in one place of a practice.
struct InvitingDesk {
    Installation& installation;
    App app;
    Practice practice;
};

WantedInvitation wanted_from(Typed const& typed) {
    WantedInvitation wanted{.name = read_name("--name", typed.text("--name")),
                            .email = read_email("--email", typed.text("--email")),
                            .birth_date = read_birth_date("--birth-date", typed.text("--birth-date")),
                            .postcode = read_postcode("--postcode", typed.text("--postcode"))};
    if (auto const phone = typed.maybe("--phone")) wanted.phone = read_mobile("--phone", *phone);
    if (auto const number = typed.maybe("--patient-number"))
        wanted.patient_number = read_patient_number("--patient-number", *number);
    if (auto const code = typed.maybe("--language")) wanted.language = read_language("--language", *code);
    if (auto const id = typed.maybe("--registration"))
        wanted.corrected = read_registration_id("--registration", *id);
    wanted.is_somebody_new = typed.has("--new-patient");
    if (wanted.corrected && wanted.is_somebody_new)
        throw CommandError("Give --registration or --new-patient, not both.");
    wanted.letter = typed.maybe("--letter");
    return wanted;
}

Invitation invitation_of(WantedInvitation const& wanted, Practice const& practice) {
    return {.practice = practice,
            .name = wanted.name,
            .email = wanted.email,
            .birth_date = wanted.birth_date,
            .postcode = wanted.postcode,
            .phone = wanted.phone,
            .patient_number = wanted.patient_number,
            .language = wanted.language,
            .corrected = wanted.corrected,
            .is_somebody_new = wanted.is_somebody_new,
            .actor = operator_name()};
}

std::string words_for(Invitation const& invitation, Invited const& invited) {
    auto const about = " (registration " + invited.registration_id.text() + ").\n";
    auto words = invitation.name.text() + (invited.again ? " is invited again" : " is invited") + about;
    if (invited.address_changed)
        words += "The e-mail address is another one now: the links and the letter of before open nothing.\n";
    if (invited.look_alike)
        words += "Somebody of this name and birth date was invited at another e-mail address (registration " +
                 invited.look_alike->text() +
                 "), whose link works too. If that address was wrong, end it with voordeur registration "
                 "withdraw --registration " +
                 invited.look_alike->text() + ".\n";
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

[[noreturn]] void refuse_to_guess(NameDiffers const& other) {
    throw CommandError(other.known_name + " has this e-mail address and birth date already (registration " +
                       other.registration_id.text() + "). If it is the same person, add --registration " +
                       other.registration_id.text() +
                       ", which corrects the name; if it is somebody else, add --patient-number or "
                       "--new-patient.");
}

std::string invite_one(InvitingDesk& desk, WantedInvitation const& wanted) {
    auto const now = desk.installation.clock().now();
    check_is_of_a_patient("--birth-date", wanted.birth_date, day_of(now));
    auto const invitation = invitation_of(wanted, desk.practice);
    auto const outcome = wanted.letter ? invite_with_letter(desk.app, invitation, *wanted.letter, now)
                                       : invite(desk.app.patients, invitation, now);
    return std::visit(
        overloaded{[&](Invited const& invited) {
                       return words_for(invitation, invited) +
                              (wanted.letter ? "The letter is in " + *wanted.letter + ".\n" : "");
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
                   [](PatientNumberTaken const&) -> std::string {
                       throw CommandError("--patient-number is that of another patient of this practice.");
                   },
                   [](NameDiffers const& other) -> std::string { refuse_to_guess(other); },
                   [&](NoSuchRegistration) -> std::string { throw no_such_registration(*wanted.corrected); },
                   [&](LetterNeeded const&) -> std::string {
                       throw CommandError(
                           invitation.practice.name +
                           " requires a letter; add --letter FILE, for example --letter letter.pdf.");
                   }},
        outcome);
}

// In a file the flags are keys: "--birth-date must be …" is about birth_date.
std::string about_keys(std::string sentence) {
    for (auto at = sentence.find("--"); at != sentence.npos; at = sentence.find("--", at)) {
        auto end = sentence.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at);
        end = std::min(end, sentence.size());
        auto key = sentence.substr(at + 2, end - at - 2);
        std::replace(key.begin(), key.end(), '-', '_');
        sentence.replace(at, end - at, key);
        at += key.size();
    }
    return sentence;
}

// Each line for itself: what can be done is done, and which could not is said.
std::string invite_lines(InvitingDesk& desk, std::string const& file, LettersFolder const& letters) {
    int all = 0, refused = 0;
    for_each_line(file, [&](std::string const& line, int number) {
        ++all;
        auto const refuse = [&](std::string const& why) {
            ++refused;
            std::cerr << "Line " << number << ": " << about_keys(why) << std::endl;
        };
        try {
            auto wanted = wanted_from(typed_from_json(line));
            if (wanted.letter) wanted.letter = letters.path_of(*wanted.letter);
            auto const said = invite_one(desk, wanted);
            std::cout << "Line " << number << ": " << said << std::flush;
        } catch (CommandError const& error) {
            refuse(error.what());
        } catch (ConfigError const& error) {  // of its letter
            refuse(error.what());
        }
    });
    if (all == 0) throw CommandError("--file " + file + " has no line; one line is one patient.");
    if (refused > 0)
        throw CommandError(
            std::to_string(refused) + " of " + std::to_string(all) +
            " lines did nothing; the others are done, so mend those lines and give them alone.");
    return "";
}

void check_that_file_says_all(Typed const& typed) {
    for (auto const* flag : {"--name", "--email", "--birth-date", "--postcode", "--phone", "--patient-number",
                             "--language", "--registration", "--new-patient", "--letter"})
        if (typed.has(flag))
            throw CommandError(std::string(flag) + " stands in the lines of --file; give one of the two.");
}

std::string run_invite(Typed const& typed) {
    auto const slug = read_slug("--practice", typed.text("--practice"));
    auto const file = typed.maybe("--file");
    if (file) check_that_file_says_all(typed);
    if (!file && typed.has("--letters"))
        throw CommandError("--letters is for the lines of --file; give --letter FILE instead.");
    auto const letters = file ? std::optional(LettersFolder(typed.maybe("--letters"), *file)) : std::nullopt;
    auto const wanted = file ? std::nullopt : std::optional(wanted_from(typed));
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    InvitingDesk desk{*installation, app, practice_called(app, slug)};
    return file ? invite_lines(desk, *file, *letters) : invite_one(desk, *wanted);
}

std::vector<Flag> invite_flags() {
    return {
        practice_flag(),
        {"--name", "NAME", "The patient's name, for the letter and the e-mails", "\"Jan de Vries\"",
         Need::needed_without_file},
        {"--email", "ADDRESS", "The patient's e-mail address", "jan@post.example", Need::needed_without_file},
        {"--birth-date", "DATE", "The birth date; ?\? for what is not known", "1948-03-07 or 1976-?\?-?\?",
         Need::needed_without_file},
        {"--postcode", "CODE", "The postcode of the patient's home", "1234AB", Need::needed_without_file},
        {"--phone", "NUMBER", "The patient's mobile number, offered when a phone is linked", "0612345678",
         Need::optional},
        {"--patient-number", "NUMBER", "The practice's own number of the patient, never the BSN", "4711",
         Need::optional},
        {"--language", "CODE", "Of the e-mails and the letter: nl or en", "en", Need::optional},
        {"--registration", "ID", "Correct this registration: these are the same patient's right details",
         "01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091", Need::optional},
        {"--new-patient", "", "Somebody else than whoever has this e-mail address and birth date",
         "--new-patient", Need::without_value},
        {"--letter", "FILE", "Also write the PDF letter with the super-PIN; never overwrites", "letter.pdf",
         Need::optional},
        {"--file", "FILE", "Invite one or many by JSON lines; - is the standard input", "patients.jsonl",
         Need::optional},
        {"--letters", "DIR", "Where the letters of --file go; default: where that file is",
         "/var/lib/voordeur/letters", Need::optional},
        config_flag()};
}

constexpr auto more =
    "With --file nothing about a patient stands in the list of processes or the history of the shell. One "
    "line is "
    "one\npatient, a JSON object whose keys are the flags with _ for -, all values texts:\n"
    "  {\"name\": \"Jan de Vries\", \"email\": \"jan@post.example\", \"birth_date\": \"1948-03-07\", "
    "\"postcode\": "
    "\"1234AB\"}\nand also phone, patient_number, language, registration, letter. The letter is a name "
    "without a "
    "folder, such as\njan.pdf: only --letters says where letters go. A line that cannot be done is said with "
    "its "
    "number, and the others are\ndone; then the status is 2.\n\n"
    "No mailbox: the patient may use that of somebody they trust, who then reads what we send. Each person "
    "needs "
    "an\naccount of their own, so two people in one mailbox cannot both have one yet. Without any mailbox a "
    "patient "
    "cannot "
    "register;\nthe practice goes on as before, by telephone and at the desk.\n"
    "No mobile phone: the codes may go to the phone of somebody the patient trusts. A fixed line gets no "
    "SMS.";

}  // namespace

CommandGroup invite_commands() {
    return {
        .name = "",
        .help = "",
        .commands = {{"invite",
                      "Invite a patient: starts a registration and sends the e-mail; the same patient again "
                      "gets a new e-mail",
                      "--practice de-linde --name \"Jan de Vries\" --email jan@post.example --birth-date "
                      "1948-03-07 --postcode 1234AB --config voordeur.toml",
                      invite_flags(), run_invite, more}}};
}

}  // namespace voordeur
