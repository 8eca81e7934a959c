// SPDX-License-Identifier: EUPL-1.2
#include "registration/step_1_details.hpp"

#include "base/overloaded.hpp"
#include "patients/mails.hpp"
#include "registration/link.hpp"
#include "registration/locked_page.hpp"
#include "registration/step_1_details.html.hpp"
#include "urls.hpp"
#include "values/text.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace html = html::registration_step_1_details;

struct FieldErrors {
    std::optional<Word> email, birth_date, postcode;
};

struct Refusal {
    FieldErrors fields;
    std::optional<std::int64_t> tries_left;  // the three together differ
};

Response details_page(App const& app, Visitor const& visitor, Refusal const& refusal) {
    auto page = page_for(app, visitor, html::file, "registration.details_title"_w);
    page.step(1).set(html::ACTION, visitor.link->path + std::string(urls::details));
    page.set(html::SUPER_PIN_URL, visitor.link->path);
    if (refusal.tries_left) {
        page.set(html::ERROR, "registration.details_differ"_w).show(html::HAS_ERROR);
        page.error("email", "registration.details_differ"_w).tries_left(*refusal.tries_left).advise_to_call();
    }
    auto const& form = visitor.form;
    page.field(html::EMAIL_FIELD, TextField{.name = "email",
                                            .label = "registration.email_label"_w,
                                            .hint = "registration.email_hint"_w,
                                            .value = form.text("email"),
                                            .autocomplete = "email",
                                            .type = "email",
                                            .error = refusal.fields.email});
    page.field(html::BIRTH_DATE_FIELD, TextField{.name = "birth_date",
                                                 .label = "registration.birth_date_label"_w,
                                                 .hint = "registration.birth_date_hint"_w,
                                                 .value = form.text("birth_date"),
                                                 .autocomplete = "bday",
                                                 .is_short = true,
                                                 .error = refusal.fields.birth_date});
    page.field(html::POSTCODE_FIELD, TextField{.name = "postcode",
                                               .label = "registration.postcode_label"_w,
                                               .value = form.text("postcode"),
                                               .autocomplete = "postal-code",
                                               .is_short = true,
                                               .error = refusal.fields.postcode});
    return page.respond(page.has_errors() ? 422 : 200);
}

// The details as typed, or what is wrong with each field. Only what can be read is ever compared and counted.
std::variant<Details, FieldErrors> read_details(Form const& form, Time now) {
    auto const email = EmailAddress::parse(form.text("email"));
    auto const birth_date = BirthDate::parse(form.text("birth_date"), year_of(now));
    auto const postcode = Postcode::parse(form.text("postcode"));
    if (email && birth_date && postcode) return Details{*email, *birth_date, *postcode};
    auto const is_empty = [&](std::string_view name) { return trimmed_visible(form.text(name)).empty(); };
    FieldErrors errors;
    if (!email)
        errors.email = is_empty("email") ? "registration.email_empty"_w : "registration.email_unreadable"_w;
    if (!birth_date)
        errors.birth_date = is_empty("birth_date") ? "registration.birth_date_empty"_w
                                                   : "registration.birth_date_unreadable"_w;
    if (!postcode)
        errors.postcode =
            is_empty("postcode") ? "registration.postcode_empty"_w : "registration.postcode_unreadable"_w;
    return errors;
}

Details known_details(Registration const& registration) {
    return {EmailAddress::parse(registration.email).value(), BirthDate::from_iso(registration.birth_date),
            Postcode::parse(registration.postcode).value()};
}

std::string mac_of_try(App const& app, Registration const& registration, Details const& typed) {
    std::string text = registration.id;
    for (auto const& part : {registration.email, registration.birth_date, registration.postcode,
                             typed.email.text(), typed.birth_date.iso(), typed.postcode.text()})
        text += " " + part;
    return app.mac.of("details try", text);
}

struct Matched {};
struct Differs {
    std::int64_t tries_left;
};
struct Locked {};
using DetailsOutcome = std::variant<Matched, Differs, Locked>;

AuditEvent details_event(Registration const& registration, Outcome outcome) {
    return {.type = "registration.details",
            .outcome = outcome,
            .object_type = "registration",
            .object_id = registration.id};
}

// The confirmation mail, but not a second one for a form that was pressed twice.
void accept(Transaction& transaction, App const& app, Visitor const& visitor,
            Registration const& registration) {
    give_back_details_try(transaction, registration.id);
    note_person_proved(transaction, registration.id, "details", visitor.now());
    send_link_again(transaction, app.patients, registration,
                    {LinkKind::confirmation, visitor.now(), visitor.language, Urgency::asked_for});
    record_step(transaction, app, visitor, details_event(registration, Outcome::success));
}

DetailsOutcome lock(Transaction& transaction, App const& app, Visitor const& visitor,
                    Registration const& registration) {
    if (lock_registration(transaction, registration.id, visitor.now()))
        tell_practice_locked(transaction, app.patients, registration, visitor.now());
    return Locked{};
}

DetailsOutcome check_details(Transaction& transaction, App const& app, Visitor const& visitor,
                             Details const& typed) {
    auto const registration = registration_of(transaction, visitor);
    if (registration.proved_by == "details") return Matched{};
    auto const most = app.config.limits.tries_details;
    auto const mac = mac_of_try(app, registration, typed);
    if (registration.details_tries < most && registration.last_wrong_try == mac)
        return Differs{most - registration.details_tries};
    auto const tries = take_details_try(transaction, registration.id, most);
    // Also where none is left for another reason: the limit was lowered.
    if (!tries) return lock(transaction, app, visitor, registration);
    if (details_match(known_details(registration), typed)) {
        accept(transaction, app, visitor, registration);
        return Matched{};
    }
    note_wrong_try(transaction, registration.id, mac);
    record_step(transaction, app, visitor, details_event(registration, Outcome::refused));
    if (*tries < most) return Differs{most - *tries};
    return lock(transaction, app, visitor, registration);
}

Response to_mail_sent(Visitor const& visitor) {
    return see_other(visitor.link->path + std::string(urls::mail_sent));
}

// They were right before: who goes back is not to type them again.
bool were_right(App const& app, Visitor const& visitor) {
    return app.database.read([&](Transaction& transaction) {
        return registration_of(transaction, visitor).proved_by == "details";
    });
}

}  // namespace

Response show_details(App const& app, Visitor& visitor) {
    // Where the practice requires the letter, these details prove nothing.
    if (visitor.practice->letter_required) return see_other(visitor.link->path);
    if (were_right(app, visitor)) return to_mail_sent(visitor);
    return details_page(app, visitor, {});
}

Response submit_details(App const& app, Visitor& visitor) {
    if (visitor.practice->letter_required) return see_other(visitor.link->path);
    auto const typed = read_details(visitor.form, visitor.now());
    if (auto const* errors = std::get_if<FieldErrors>(&typed))
        return were_right(app, visitor) ? to_mail_sent(visitor) : details_page(app, visitor, {*errors, {}});
    auto const outcome = app.database.transaction([&](Transaction& transaction) {
        return check_details(transaction, app, visitor, std::get<Details>(typed));
    });
    return std::visit(overloaded{
                          [&](Matched) { return to_mail_sent(visitor); },
                          [&](Differs differs) {
                              return details_page(app, visitor, {{}, differs.tries_left});
                          },
                          [&](Locked) { return locked_page(app, visitor); },
                      },
                      outcome);
}

}  // namespace voordeur
