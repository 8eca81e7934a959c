// SPDX-License-Identifier: EUPL-1.2
#include "registration/step_1_details.hpp"

#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "page.hpp"
#include "patients/mails.hpp"
#include "patients/patient_rooms.hpp"
#include "patients/registration_store.hpp"
#include "registration/link.hpp"
#include "registration/locked_page.hpp"
#include "registration/step_1_details.html.hpp"
#include "registration/typed_details.hpp"
#include "registration/words.hpp"
#include "store/database.hpp"
#include "tries/counted_tries_store.hpp"
#include "urls.hpp"
#include "values/email_address.hpp"
#include "visitor.hpp"
#include "web/form.hpp"
#include "web/response.hpp"
#include "words/brand.hpp"

namespace voordeur {
namespace {

namespace html = html::registration_step_1_details;

struct Refusal {
    DetailsErrors fields;
    std::optional<std::int64_t> tries_left;  // the three together differ
};

Word title_of(App const& app) {
    return app.is_short_journey ? words::registration::details_question : words::registration::details_title;
}

std::string path_of_form(LinkVisitor const& visitor) {
    return visitor.link().path + std::string(urls::details);
}

Response details_page(App const& app, LinkVisitor const& visitor, Refusal const& refusal) {
    auto page = page_for(app, visitor, html::file, title_of(app));
    page.step(html::STEP, 1).set(html::TITLE, title_of(app)).set(html::ACTION, path_of_form(visitor));
    if (visitor.link().has_letter || (app.brand.follows_guide() && !app.is_short_journey))
        page.set(html::SUPER_PIN_URL, visitor.link().path).show(html::LETTER);
    if (refusal.tries_left) {
        words::registration::details_differ const differ{.practice = visitor.practice->name};
        page.set(html::ERROR, differ).show(html::HAS_ERROR);
        auto const first = app.is_short_journey ? "birth_date" : "email";
        page.error(first, differ).tries_left(*refusal.tries_left).advise_to_call();
    }
    auto const& form = visitor.form;
    if (!app.is_short_journey)
        page.field(html::EMAIL_FIELD, TextField{.name = "email",
                                                .label = words::registration::email_label,
                                                .hint = words::registration::email_hint,
                                                .value = form.text("email"),
                                                .autocomplete = "email",
                                                .type = "email",
                                                .error = refusal.fields.email});
    page.field(html::BIRTH_DATE_FIELD, TextField{.name = "birth_date",
                                                 .label = words::registration::birth_date_label,
                                                 .hint = words::registration::birth_date_hint,
                                                 .value = form.text("birth_date"),
                                                 .autocomplete = "bday",
                                                 .is_short = true,
                                                 .error = refusal.fields.birth_date});
    page.field(html::POSTCODE_FIELD, TextField{.name = "postcode",
                                               .label = words::registration::postcode_label,
                                               .value = form.text("postcode"),
                                               .autocomplete = "postal-code",
                                               .is_short = true,
                                               .error = refusal.fields.postcode});
    return page.respond(page.has_errors() ? 422 : 200);
}

Registration registration_now(App const& app, LinkVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) { return registration_of(transaction, visitor); });
}

Details known_details(Registration const& registration) {
    return {EmailAddress::parse(registration.email).value(), BirthDate::from_iso(registration.birth_date),
            Postcode::parse(registration.postcode).value()};
}

TriesKey tries_of(Registration const& registration) {
    return TriesKey::details(registration.id);
}

std::string mac_of(App const& app, Registration const& registration, Details const& typed) {
    auto const birth_date = typed.birth_date.iso();
    return mac_of_try(app.mac, tries_of(registration),
                      {registration.email, registration.birth_date, registration.postcode, typed.email.text(),
                       birth_date, typed.postcode.text()});
}

struct Matched {};
struct Differs {
    std::int64_t tries_left;
};
struct Locked {};
struct LetterOnly {};  // the practice requires it: these details prove nothing
using DetailsOutcome = std::variant<Matched, Differs, Locked, LetterOnly, HalfTyped>;

AuditEvent details_event(Registration const& registration, Outcome outcome) {
    return {.type = AuditType::registration_details, .outcome = outcome, .object = registration.id};
}

// The confirmation mail, but not a second one for a form that was pressed twice; or where the link is enough,
// this browser goes on under it.
void accept(Transaction& transaction, App const& app, LinkVisitor const& visitor,
            Registration const& registration) {
    note_person_proved(transaction, registration.id, IdentityProof::details, visitor.now());
    if (visitor.link().needs_no_second_mail)
        add_visit(transaction, {registration.id, visitor.browser, IdentityProof::details}, visitor.now());
    else
        send_link_again(transaction, app.patients, registration,
                        {LinkKind::confirmation, visitor.now(), visitor.language, Urgency::asked_for});
    record_step(transaction, app, visitor, details_event(registration, Outcome::success));
}

DetailsOutcome lock(Transaction& transaction, App const& app, LinkVisitor const& visitor,
                    Registration const& registration) {
    if (note_locked(transaction, registration.id, visitor.now()))
        tell_practice_locked(transaction, app.patients, registration, visitor.now());
    return Locked{};
}

struct Wrong {
    Registration const& registration;
    std::string mac;  // of what was typed
};

DetailsOutcome refuse(Transaction& transaction, App const& app, LinkVisitor const& visitor,
                      Wrong const& wrong) {
    auto const& registration = wrong.registration;
    auto const most = app.patients.limits.tries_details;
    auto const tries = take_try(transaction, tries_of(registration), most, visitor.now());
    if (!tries) return lock(transaction, app, visitor, registration);
    note_wrong_input(transaction, tries_of(registration), wrong.mac);
    record_step(transaction, app, visitor, details_event(registration, Outcome::refused));
    if (*tries < most) return Differs{most - *tries};
    return lock(transaction, app, visitor, registration);
}

bool is_proved_here(LinkVisitor const& visitor) {
    return visitor.link().visit == IdentityProof::details;
}

// The details were right before: here, or a mail is under way.
bool has_nothing_to_type(Transaction& transaction, LinkVisitor const& visitor,
                         Registration const& registration) {
    return is_proved_here(visitor) ||
           (!visitor.link().needs_no_second_mail && waits_for_mail(transaction, registration));
}

// The registration is locked, so that nobody guesses beside: only what differs is counted.
DetailsOutcome check_details(Transaction& transaction, App const& app, LinkVisitor const& visitor,
                             Details const& typed) {
    auto const registration = registration_of(transaction, visitor);
    if (registration.letter_required) return LetterOnly{};
    if (has_nothing_to_type(transaction, visitor, registration)) return Matched{};
    auto const mac = mac_of(app, registration, typed);
    auto const verdict =
        may_try(find_tries(transaction, tries_of(registration)), mac, app.patients.limits.tries_details);
    if (auto const* same = std::get_if<SameWrongAgain>(&verdict)) return Differs{same->left};
    // Also where none is left for another reason: the limit was lowered.
    if (std::holds_alternative<NoTryLeft>(verdict)) return lock(transaction, app, visitor, registration);
    auto const known = known_details(registration);
    if (auto const half = half_typed(known, typed); !half.is_nothing()) return half;
    if (!details_match(known, typed)) return refuse(transaction, app, visitor, {registration, mac});
    accept(transaction, app, visitor, registration);
    return Matched{};
}

Response to_next(LinkVisitor const& visitor) {
    auto const goes_on = is_proved_here(visitor) || visitor.link().needs_no_second_mail;
    return see_other(visitor.link().path + std::string(goes_on ? urls::password : urls::mail_sent));
}

// Beside what cannot be read, what is typed only half: each field is told what is wrong with it at once.
DetailsErrors all_errors(App const& app, LinkVisitor const& visitor, TypedDetails const& typed) {
    auto errors = errors_of_unreadable(visitor.form, typed);
    auto const known = known_details(registration_now(app, visitor));
    auto const half = errors_of(
        half_typed(known, {typed.email.value_or(known.email), typed.birth_date.value_or(known.birth_date),
                           typed.postcode.value_or(known.postcode)}));
    if (!errors.birth_date) errors.birth_date = half.birth_date;
    if (!errors.postcode) errors.postcode = half.postcode;
    return errors;
}

// Elsewhere than at the form: where the practice requires the letter, or where they were right before, so
// that who goes back is not to type them again.
std::optional<Response> elsewhere(App const& app, LinkVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) -> std::optional<Response> {
        auto const registration = registration_of(transaction, visitor);
        if (registration.letter_required) return see_other(visitor.link().path);
        if (has_nothing_to_type(transaction, visitor, registration)) return to_next(visitor);
        return std::nullopt;
    });
}

}  // namespace

Response show_details(App const& app, LinkVisitor const& visitor) {
    if (auto response = elsewhere(app, visitor)) return std::move(*response);
    return details_page(app, visitor, {});
}

Response submit_details(App const& app, LinkVisitor const& visitor) {
    // The short journey does not ask for the address: the link proved the mailbox.
    auto const email =
        app.is_short_journey ? registration_now(app, visitor).email : visitor.form.text("email");
    auto const typed = read_details(visitor.form, email, visitor.now());
    auto const details = readable(typed);
    if (!details) {
        if (auto response = elsewhere(app, visitor)) return std::move(*response);
        return details_page(app, visitor, {all_errors(app, visitor, typed), {}});
    }
    auto const outcome = app.database.transaction(
        [&](Transaction& transaction) { return check_details(transaction, app, visitor, *details); });
    return std::visit(overloaded{
                          [&](Matched) { return to_next(visitor); },
                          [&](Differs differs) {
                              return details_page(app, visitor, {{}, differs.tries_left});
                          },
                          [&](Locked) { return locked_page(app, visitor); },
                          [&](LetterOnly) { return see_other(visitor.link().path); },
                          [&](HalfTyped const& half) {
                              return details_page(app, visitor, {errors_of(half), {}});
                          },
                      },
                      outcome);
}

}  // namespace voordeur
