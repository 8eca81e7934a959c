// SPDX-License-Identifier: EUPL-1.2
// The commands `practice add`, `practice change` and `practice list`.
#include <nlohmann/json.hpp>

#include "audit/audit.hpp"
#include "base/id.hpp"
#include "base/json_line.hpp"
#include "commands/command_groups.hpp"
#include "commands/command_values.hpp"
#include "commands/operator_name.hpp"
#include "commands/shared_flags.hpp"
#include "patients/registration_store.hpp"
#include "practices/contact.hpp"
#include "practices/practice_store.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "values/text_table.hpp"

namespace voordeur {
namespace {

// What was typed of a practice; what was not stays as it is.
struct PracticeFields {
    std::optional<std::string> name;
    std::optional<std::string> phone;
    std::optional<std::string> email;
    std::optional<bool> letter_required;
    std::optional<bool> sms_for_new_patients;
    std::optional<bool> names_in_log;

    bool are_none() const {
        return !name && !phone && !email && !letter_required && !sms_for_new_patients && !names_in_log;
    }
};

// What is one of two.
struct Choice {
    char const *yes, *no;
    std::optional<bool> PracticeFields::*field;
};
constexpr Choice choices[] = {
    {"--letter-required", "--letter-not-required", &PracticeFields::letter_required},
    {"--sms-for-new-patients", "--no-sms-for-new-patients", &PracticeFields::sms_for_new_patients},
    {"--names-in-log", "--functions-in-log", &PracticeFields::names_in_log},
};

PracticeFields practice_fields(Typed const& typed) {
    PracticeFields fields;
    if (auto const name = typed.maybe("--name")) fields.name = read_name("--name", *name).text();
    if (auto const phone = typed.maybe("--phone")) fields.phone = read_phone_text("--phone", *phone);
    if (auto const email = typed.maybe("--email")) fields.email = read_email("--email", *email).text();
    for (auto const& [yes, no, field] : choices) {
        if (typed.has(yes)) fields.*field = true;
        if (typed.has(no)) fields.*field = false;
    }
    return fields;
}

void fill(Practice& practice, PracticeFields const& fields, Time now) {
    practice.name = fields.name.value_or(practice.name);
    practice.phone = fields.phone.value_or(practice.phone);
    practice.email = fields.email.value_or(practice.email);
    practice.letter_required = fields.letter_required.value_or(practice.letter_required);
    practice.names_in_log = fields.names_in_log.value_or(practice.names_in_log);
    if (!fields.sms_for_new_patients) return;
    // Said again it begins no later: accounts made since the first time stay without.
    if (*fields.sms_for_new_patients)
        practice.no_sms_since.reset();
    else if (!practice.no_sms_since)
        practice.no_sms_since = now;
}

PracticeFields practice_changes(Typed const& typed) {
    for (auto const& [yes, no, field] : choices)
        if (typed.has(yes) && typed.has(no))
            throw CommandError("Give " + std::string(yes) + " or " + no + ", not both.");
    auto const fields = practice_fields(typed);
    if (fields.are_none())
        throw CommandError(
            "Say what to change: --name, --phone, --email, --letter-required, --letter-not-required, "
            "--no-sms-for-new-patients, --sms-for-new-patients, --names-in-log or --functions-in-log.");
    return fields;
}

AuditEvent practice_event(AuditType type, Action action, Practice const& practice) {
    return {.type = type,
            .action = action,
            .outcome = Outcome::success,
            .actor = Actor::the_operator(operator_name()),
            .object = practice.id,
            .practice_id = practice.id};
}

// What this change is called; one that changes both policies is both.
std::vector<AuditType> types_of_change(Practice const& before, Practice const& after) {
    std::vector<AuditType> types;
    if (before.letter_required != after.letter_required)
        types.push_back(after.letter_required ? AuditType::practice_letter_required
                                              : AuditType::practice_letter_not_required);
    if (before.no_sms_since != after.no_sms_since)
        types.push_back(after.no_sms_since ? AuditType::practice_sms_off : AuditType::practice_sms_on);
    if (types.empty()) types.push_back(AuditType::practice_changed);
    return types;
}

// Pages, mails and letters tell patients to call: the practice, else the operator.
std::string warning_about(Practice const& practice, Operator const& operated_by) {
    if (!contact_for(practice, operated_by).phone.empty()) return "";
    return "Patients are told to call, and find no number: give this practice one by voordeur practice "
           "change --phone, "
           "or [operator] in the configuration.\n";
}

std::string run_add(Typed const& typed) {
    auto const slug = read_slug("--slug", typed.text("--slug"));
    auto const fields = practice_fields(typed);
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const now = installation->clock().now();
    Practice practice{.id = new_id<Practice>(now, app.random), .slug = slug};
    fill(practice, fields, now);
    try {
        app.database.transaction([&](Transaction& transaction) {
            add_practice(transaction, practice, now);
            app.audit.record(transaction, practice_event(AuditType::practice_added, Action::create, practice),
                             now);
        });
    } catch (NotUnique const&) {
        throw CommandError("There is a practice " + practice.slug + " already; give another --slug.");
    }
    return practice.name + " is added as " + practice.slug + ".\n" +
           warning_about(practice, app.site.operated_by);
}

std::string run_change(Typed const& typed) {
    auto const fields = practice_changes(typed);
    auto const slug = read_slug("--practice", typed.text("--practice"));
    auto const installation = installation_of(typed);
    auto const app = installation->app();
    auto const now = installation->clock().now();
    auto const practice = app.database.transaction([&](Transaction& transaction) {
        auto changed = lock_practice_by_slug(transaction, slug);
        if (!changed) return changed;
        auto const before = *changed;
        fill(*changed, fields, now);
        change_practice(transaction, *changed);
        if (changed->letter_required) forget_details_of_practice(transaction, changed->id);
        for (auto const type : types_of_change(before, *changed))
            app.audit.record(transaction, practice_event(type, Action::update, *changed), now);
        return changed;
    });
    if (!practice) throw no_such_practice(slug);
    return practice->name + " is changed.\n";
}

std::string or_dash(std::string const& text) {
    return text.empty() ? "-" : text;
}

std::string json_lines_of(std::vector<Practice> const& practices) {
    std::string lines;
    for (auto const& practice : practices)
        lines += json_line({{"slug", practice.slug},
                            {"name", practice.name},
                            {"phone", practice.phone},
                            {"email", practice.email},
                            {"letter_required", practice.letter_required},
                            {"sms_for_new_patients", !practice.no_sms_since},
                            {"names_in_log", practice.names_in_log}}) +
                 "\n";
    return lines;
}

std::string run_list(Typed const& typed) {
    auto const installation = installation_of(typed);
    auto const practices =
        installation->database().read([](Transaction& transaction) { return all_practices(transaction); });
    if (typed.has("--json")) return json_lines_of(practices);
    if (practices.empty()) return "There is no practice yet; voordeur practice add makes one.\n";
    std::vector<std::vector<std::string>> lines{{"SLUG", "NAME", "PHONE", "E-MAIL", "LETTER", "SMS", "LOG"}};
    for (auto const& practice : practices)
        lines.push_back({practice.slug, practice.name, or_dash(practice.phone), or_dash(practice.email),
                         practice.letter_required ? "required" : "not required",
                         practice.no_sms_since ? "not for new patients" : "yes",
                         practice.names_in_log ? "names" : "functions"});
    return text_table(lines);
}

Flag phone_flag() {
    return {"--phone", "NUMBER",
            "The number that patients call, as they are to read it; without one they call the operator",
            "\"0123 - 45 67 89\"", Need::optional};
}

Flag email_flag() {
    return {"--email", "ADDRESS", "Where patients' answers and our notices go", "info@delinde.example",
            Need::optional};
}

Flag letter_required_flag() {
    return {"--letter-required", "", "No patient registers without the letter's super-PIN",
            "--letter-required", Need::without_value};
}

Flag no_sms_flag() {
    return {"--no-sms-for-new-patients", "",
            "New patients sign in with an app or a passkey; who has an account keeps SMS",
            "--no-sms-for-new-patients", Need::without_value};
}

Flag names_in_log_flag() {
    return {"--names-in-log", "", "Patients read the names of those who did something for the practice",
            "--names-in-log", Need::without_value};
}

Command add_command() {
    return {"practice add",
            "Add a practice",
            "--slug de-linde --name \"Huisartsenpraktijk De Linde\" --phone \"0123 - 45 67 89\" "
            "--email info@delinde.example --config voordeur.toml",
            {{"--slug", "SLUG", "Its short name, in addresses and commands: a-z, 0-9 and dashes", "de-linde"},
             {"--name", "NAME", "Its name as patients know it", "\"Huisartsenpraktijk De Linde\""},
             phone_flag(),
             email_flag(),
             letter_required_flag(),
             no_sms_flag(),
             names_in_log_flag(),
             config_flag()},
            run_add};
}

Command change_command() {
    return {"practice change",
            "Change what patients read of a practice, whether it requires the letter, and how new patients "
            "sign in",
            "--practice de-linde --phone \"0123 - 45 67 89\" --config voordeur.toml",
            {practice_flag(),
             {"--name", "NAME", "Its new name", "\"Huisartsenpraktijk De Linde\"", Need::optional},
             phone_flag(),
             email_flag(),
             letter_required_flag(),
             {"--letter-not-required", "", "Patients may register without the letter",
              "--letter-not-required", Need::without_value},
             no_sms_flag(),
             {"--sms-for-new-patients", "", "New patients may choose SMS again", "--sms-for-new-patients",
              Need::without_value},
             names_in_log_flag(),
             {"--functions-in-log", "", "Patients read functions, not names", "--functions-in-log",
              Need::without_value},
             config_flag()},
            run_change};
}

Command list_command() {
    return {
        "practice list", "Show every practice", "--config voordeur.toml", {json_flag(), config_flag()},
        run_list,
    };
}

}  // namespace

CommandGroup practice_commands() {
    return {.name = "practice",
            .help = "Add, change and show practices",
            .commands = {add_command(), change_command(), list_command()}};
}

}  // namespace voordeur
