// SPDX-License-Identifier: EUPL-1.2
#include "commands/command_steps.hpp"

#include "audit/audit.hpp"
#include "base/id.hpp"
#include "base/overloaded.hpp"
#include "commands/letter_file.hpp"
#include "commands/messages_list.hpp"
#include "commands/operator_name.hpp"
#include "installation.hpp"
#include "patients/invite.hpp"
#include "patients/registration_store.hpp"
#include "patients/registrations_list.hpp"
#include "patients/reset_second_factor.hpp"
#include "patients/unlock.hpp"
#include "values/text_table.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

std::unique_ptr<Installation> installation_of(Typed const& typed) {
    return open_installation(load_config(typed.text("--config")));
}

Time time_now() {
    return SystemClock().now();
}

CommandError no_such_practice(std::string const& slug) {
    return CommandError("There is no practice " + slug + "; voordeur practice list shows which there are.");
}

Practice practice_called(App const& app, std::string const& slug) {
    auto practice =
        app.database.read([&](Transaction& transaction) { return find_practice_by_slug(transaction, slug); });
    if (!practice) throw no_such_practice(slug);
    return std::move(*practice);
}

// What was typed of a practice; what was not stays as it is.
struct PracticeFields {
    std::optional<std::string> name;
    std::optional<std::string> phone;
    std::optional<std::string> email;
    std::optional<bool> letter_required;
};

PracticeFields practice_fields(Typed const& typed) {
    PracticeFields fields;
    if (auto const name = typed.maybe("--name")) fields.name = read_name("--name", *name).text();
    if (auto const phone = typed.maybe("--phone")) fields.phone = read_phone_text("--phone", *phone);
    if (auto const email = typed.maybe("--email")) fields.email = read_email("--email", *email).text();
    if (typed.has("--letter-required")) fields.letter_required = true;
    if (typed.has("--letter-not-required")) fields.letter_required = false;
    return fields;
}

void fill(Practice& practice, PracticeFields const& fields) {
    practice.name = fields.name.value_or(practice.name);
    practice.phone = fields.phone.value_or(practice.phone);
    practice.email = fields.email.value_or(practice.email);
    practice.letter_required = fields.letter_required.value_or(practice.letter_required);
}

PracticeFields practice_changes(Typed const& typed) {
    if (typed.has("--letter-required") && typed.has("--letter-not-required"))
        throw CommandError("Give --letter-required or --letter-not-required, not both.");
    auto const fields = practice_fields(typed);
    if (!fields.name && !fields.phone && !fields.email && !fields.letter_required)
        throw CommandError(
            "Say what to change: --name, --phone, --email, --letter-required or --letter-not-required.");
    return fields;
}

AuditEvent practice_event(std::string_view type, Action action, Practice const& practice) {
    return {.type = type,
            .action = action,
            .outcome = Outcome::success,
            .actor = {operator_name(), "operator", ""},
            .object_type = "practice",
            .object_id = practice.id,
            .practice_id = practice.id};
}

std::string or_dash(std::string const& text) {
    return text.empty() ? "-" : text;
}

// Its practice comes later.
Invitation invitation_from(Typed const& typed, Time now) {
    Invitation invitation{
        .practice = {},
        .name = read_name("--name", typed.text("--name")),
        .email = read_email("--email", typed.text("--email")),
        .birth_date = read_birth_date("--birth-date", typed.text("--birth-date"), year_of(now)),
        .postcode = read_postcode("--postcode", typed.text("--postcode")),
        .actor = operator_name()};
    if (auto const phone = typed.maybe("--phone")) invitation.phone = read_mobile("--phone", *phone);
    if (auto const number = typed.maybe("--patient-number"))
        invitation.patient_number = read_patient_number("--patient-number", *number);
    return invitation;
}

std::string invited_words(Invitation const& invitation, Invited const& invited) {
    auto const about = " (registration " + invited.registration_id + ").\n";
    auto words = invitation.name.text() + (invited.again ? " is invited again" : " is invited") + about;
    if (invited.locked)
        words += "The registration is locked; voordeur unlock --registration " + invited.registration_id +
                 " gives the patient new tries.\n";
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

}  // namespace

std::string run_migrate(Typed const& typed) {
    auto const applied = migrate_installation(load_config(typed.text("--config")));
    if (applied == 0) return "The database is up to date; there was nothing to do.\n";
    return "The database is up to date; migrations applied: " + std::to_string(applied) + ".\n";
}

std::string run_practice_add(Typed const& typed) {
    Practice practice;
    practice.slug = read_slug("--slug", typed.text("--slug"));
    fill(practice, practice_fields(typed));
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const now = time_now();
    practice.id = new_id(now, app.random);
    try {
        app.database.transaction([&](Transaction& transaction) {
            add_practice(transaction, practice, now);
            record_event(transaction, practice_event("practice.added", Action::create, practice), now,
                         app.random);
        });
    } catch (NotUnique const&) {
        throw CommandError("There is a practice " + practice.slug + " already; give another --slug.");
    }
    return practice.name + " is added as " + practice.slug + ".\n";
}

std::string run_practice_change(Typed const& typed) {
    auto const fields = practice_changes(typed);
    auto const slug = read_slug("--practice", typed.text("--practice"));
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const now = time_now();
    auto const practice = app.database.transaction([&](Transaction& transaction) {
        auto changed = lock_practice_by_slug(transaction, slug);
        if (!changed) return changed;
        auto const required_before = changed->letter_required;
        fill(*changed, fields);
        change_practice(transaction, *changed);
        if (changed->letter_required) forget_details_of_practice(transaction, changed->id);
        auto const* const type = changed->letter_required == required_before ? "practice.changed"
                                 : changed->letter_required                  ? "practice.letter_required"
                                                                             : "practice.letter_not_required";
        record_event(transaction, practice_event(type, Action::update, *changed), now, app.random);
        return changed;
    });
    if (!practice) throw no_such_practice(slug);
    return practice->name + " is changed.\n";
}

std::string run_practice_list(Typed const& typed) {
    auto const installation = installation_of(typed);
    auto const practices =
        installation->database().read([](Transaction& transaction) { return all_practices(transaction); });
    if (practices.empty()) return "There is no practice yet; voordeur practice add makes one.\n";
    std::vector<std::vector<std::string>> lines{{"SLUG", "NAME", "PHONE", "E-MAIL", "LETTER"}};
    for (auto const& practice : practices)
        lines.push_back({practice.slug, practice.name, or_dash(practice.phone), or_dash(practice.email),
                         practice.letter_required ? "required" : "not required"});
    return text_table(lines);
}

std::string run_invite(Typed const& typed) {
    auto const now = time_now();
    auto const slug = read_slug("--practice", typed.text("--practice"));
    auto invitation = invitation_from(typed, now);
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    invitation.practice = practice_called(app, slug);
    auto const file = typed.maybe("--letter");
    auto const outcome =
        file ? invite_with_letter(app, invitation, *file, now) : invite(app.patients, invitation, now);
    return std::visit(
        overloaded{
            [&](Invited const& invited) {
                return invited_words(invitation, invited) + (file ? "The letter is in " + *file + ".\n" : "");
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
            [&](LetterNeeded const&) -> std::string {
                throw CommandError(invitation.practice.name +
                                   " requires a letter; add --letter FILE, for example --letter letter.pdf.");
            }},
        outcome);
}

std::string run_registrations(Typed const& typed) {
    auto const slug = read_slug("--practice", typed.text("--practice"));
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    return registrations_table(app.patients, practice_called(app, slug), time_now());
}

std::string run_messages(Typed const& typed) {
    auto const installation = installation_of(typed);
    return messages_table(installation->app(), time_now());
}

std::string run_unlock(Typed const& typed) {
    auto const id = read_id("--registration", typed.text("--registration"));
    auto const installation = installation_of(typed);
    auto const outcome = unlock(installation->app().patients, id, operator_name(), time_now());
    return std::visit(
        overloaded{[](Unlocked) -> std::string {
                       return "The registration is unlocked; the patient is told by e-mail.\n";
                   },
                   [](NotLocked) -> std::string { throw CommandError("This registration is not locked."); },
                   [](RegistrationEnded) -> std::string {
                       throw CommandError("This registration has ended; invite the patient again.");
                   },
                   [&](NoSuchRegistration) -> std::string {
                       throw CommandError("There is no registration " + id +
                                          "; voordeur registrations shows which there are.");
                   }},
        outcome);
}

std::string run_reset_second_factor(Typed const& typed) {
    auto const slug = read_slug("--practice", typed.text("--practice"));
    auto const number = read_customer_number("--customer-number", typed.text("--customer-number"));
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const outcome =
        reset_second_factor(app.patients, {practice_called(app, slug), number, operator_name()}, time_now());
    return std::visit(
        overloaded{[](SecondFactorReset) -> std::string {
                       return "The second factor is reset; the patient is told by e-mail.\n";
                   },
                   [&](NoSuchPatient) -> std::string {
                       throw CommandError("No patient of " + slug + " has the customer number " +
                                          number.grouped() + ".");
                   },
                   [](NoSecondFactor) -> std::string {
                       throw CommandError(
                           "This patient has set no second factor, so there is nothing to reset.");
                   }},
        outcome);
}

}  // namespace voordeur
