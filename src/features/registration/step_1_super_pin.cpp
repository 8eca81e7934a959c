// SPDX-License-Identifier: EUPL-1.2
#include "registration/step_1_super_pin.hpp"

#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealer.hpp"
#include "page.hpp"
#include "patients/mails.hpp"
#include "patients/patient_rooms.hpp"
#include "patients/registration_store.hpp"
#include "practices/practice_store.hpp"
#include "problem_pages.hpp"
#include "registration/link.hpp"
#include "registration/locked_page.hpp"
#include "registration/step_1_details.hpp"
#include "registration/step_1_super_pin.html.hpp"
#include "registration/words.hpp"
#include "store/database.hpp"
#include "tries/counted_tries_store.hpp"
#include "urls.hpp"
#include "values/super_pin.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/brand.hpp"

namespace voordeur {
namespace {

namespace html = html::registration_step_1_super_pin;

struct Refusal {
    std::optional<FilledWord> error;
    std::optional<std::int64_t> tries_left;
};

Word title_of(App const& app) {
    return app.is_short_journey ? words::registration::super_pin_question
                                : words::registration::super_pin_title;
}

bool needs_no_letter(Registration const& registration) {
    return !registration.sealed_super_pin_hash && !registration.letter_required;
}

Response super_pin_page(App const& app, LinkVisitor const& visitor, Registration const& registration,
                        Refusal const& refusal) {
    auto page = page_for(app, visitor, html::file, title_of(app));
    page.step(html::STEP, 1).set(html::TITLE, title_of(app)).set(html::ACTION, visitor.link().path);
    set_email(page, html::EMAIL_NAME, html::EMAIL_HOST, registration.email);
    page.show(needs_no_letter(registration) ? html::NO_LETTER : html::LETTER);
    if (registration.letter_required)
        page.show(html::LETTER_REQUIRED);
    else
        page.set(html::DETAILS_URL, visitor.link().path + std::string(urls::details))
            .show(html::DETAILS_OFFERED);
    page.field(html::SUPER_PIN_FIELD, TextField{.name = "super_pin",
                                                .label = words::registration::super_pin_label,
                                                .hint = words::registration::super_pin_hint,
                                                .is_code = true,
                                                .in_capitals = true,
                                                .error = refusal.error});
    if (refusal.tries_left) page.tries_left(*refusal.tries_left).advise_to_call();
    return page.respond(refusal.error ? 422 : 200);
}

FilledWord letter_expired(Registration const& registration, Practice const& practice) {
    if (registration.letter_required)
        return words::registration::super_pin_letter_expired_required{.practice = practice.name};
    return words::registration::super_pin_letter_expired;
}

TriesKey tries_of(Registration const& registration) {
    return TriesKey::super_pin(registration.id);
}

// What is known, and counted, before anything is hashed.
struct SuperPinTry {
    Registration registration;
    SuperPinGate gate = {};
    bool too_often = false;  // proved again and again
    std::string mac = {};    // of what was typed
    TryVerdict verdict = {};
    std::optional<std::int64_t> tries = {};  // with this one, once it is taken
};

SuperPinTry look(Transaction& transaction, App const& app, LinkVisitor const& visitor,
                 SuperPin const& typed) {
    SuperPinTry found{.registration = registration_of(transaction, visitor)};
    auto const& registration = found.registration;
    found.gate = may_try_super_pin(registration.sealed_super_pin_hash.has_value(),
                                   registration.letter_expires_at, visitor.now());
    if (!std::holds_alternative<SuperPinMayBeTried>(found.gate)) return found;
    found.too_often = is_too_often(transaction, visitor, AuditType::registration_super_pin, registration.id);
    auto const key = tries_of(registration);
    found.mac = mac_of_try(app.mac, key, {*registration.sealed_super_pin_hash, typed.reveal()});
    found.verdict = may_try(find_tries(transaction, key), found.mac, app.patients.limits.tries_super_pin);
    auto const is_closed = registration.facts.locked_at || registration.facts.completed_at;
    if (is_closed && std::holds_alternative<MayTry>(found.verdict)) found.verdict = NoTryLeft{};
    return found;
}

bool may_be_compared(SuperPinTry const& found) {
    return std::holds_alternative<SuperPinMayBeTried>(found.gate) && !found.too_often &&
           std::holds_alternative<MayTry>(found.verdict);
}

SuperPinTry take_try(App const& app, LinkVisitor const& visitor, SuperPin const& typed) {
    return app.database.transaction([&](Transaction& transaction) {
        auto found = look(transaction, app, visitor, typed);
        if (!may_be_compared(found)) return found;
        found.tries = voordeur::take_try(transaction, tries_of(found.registration),
                                         app.patients.limits.tries_super_pin, visitor.now());
        if (!found.tries) found.verdict = NoTryLeft{};
        return found;
    });
}

std::optional<bool> verify(App const& app, Registration const& registration, SuperPin const& typed) {
    auto const hash =
        app.sealer.open(registration_super_pin_context(registration.id), *registration.sealed_super_pin_hash);
    if (!hash) throw std::runtime_error("the super-PIN of a letter does not open with this key ring");
    return app.hasher.verify(*hash, typed.reveal());
}

AuditEvent super_pin_event(Registration const& registration, Outcome outcome) {
    return {.type = AuditType::registration_super_pin, .outcome = outcome, .object = registration.id};
}

void give_back(Transaction& transaction, App const& app, LinkVisitor const& visitor,
               Registration const& tried) {
    give_try_back(transaction, tries_of(tried));
    // The last try, pressed twice: the second press found no try left and locked, while the first was hashed.
    // What wrong details locked stays locked.
    auto const of_details = find_tries(transaction, TriesKey::details(tried.id));
    if (of_details.made < app.patients.limits.tries_details)
        take_lock_back(transaction, tried.id, visitor.now());
}

// False: meanwhile the practice invited anew; the super-PIN proves nothing then.
bool prove_person(Transaction& transaction, App const& app, LinkVisitor const& visitor,
                  Registration const& tried) {
    give_back(transaction, app, visitor, tried);
    auto const current = still_open(transaction, visitor, IdentityProof::letter);
    if (!current || current->sealed_super_pin_hash != tried.sealed_super_pin_hash) return false;
    note_person_proved(transaction, tried.id, IdentityProof::letter, visitor.now());
    add_visit(transaction, {tried.id, visitor.browser, IdentityProof::letter}, visitor.now());
    record_step(transaction, app, visitor, super_pin_event(tried, Outcome::success));
    return true;
}

Response accept(App const& app, LinkVisitor const& visitor, Registration const& tried) {
    auto const proved = app.database.transaction(
        [&](Transaction& transaction) { return prove_person(transaction, app, visitor, tried); });
    return see_other(proved ? visitor.link().path + std::string(urls::password) : visitor.link().path);
}

Response say_wrong(App const& app, LinkVisitor const& visitor, Registration const& registration,
                   std::int64_t left) {
    return super_pin_page(app, visitor, registration, {words::registration::super_pin_wrong, left});
}

void lock_and_tell(Transaction& transaction, App const& app, LinkVisitor const& visitor,
                   Registration const& registration) {
    if (note_locked(transaction, registration.id, visitor.now()))
        tell_practice_locked(transaction, app.patients, registration, visitor.now());
}

// No try is left. Where the one that took the last did not get to lock it, this one does, and the practice is
// told.
Response no_try_left(App const& app, LinkVisitor const& visitor, Registration const& registration) {
    app.database.transaction([&](Transaction& transaction) {
        auto const made = find_tries(transaction, tries_of(registration)).made;
        if (made >= app.patients.limits.tries_super_pin)
            lock_and_tell(transaction, app, visitor, registration);
    });
    return locked_page(app, visitor);
}

Response refuse(App const& app, LinkVisitor const& visitor, SuperPinTry const& taken) {
    auto const& registration = taken.registration;
    auto const left = app.patients.limits.tries_super_pin - taken.tries.value();
    app.database.transaction([&](Transaction& transaction) {
        note_wrong_input(transaction, tries_of(registration), taken.mac);
        record_step(transaction, app, visitor, super_pin_event(registration, Outcome::refused));
        if (left <= 0) lock_and_tell(transaction, app, visitor, registration);
    });
    return left <= 0 ? locked_page(app, visitor) : say_wrong(app, visitor, registration, left);
}

Response unreadable_page(App const& app, LinkVisitor const& visitor) {
    auto const registration =
        app.database.read([&](Transaction& transaction) { return registration_of(transaction, visitor); });
    // Without a letter the answer is that there is none, whatever was typed.
    if (!registration.sealed_super_pin_hash)
        return super_pin_page(app, visitor, registration, {words::registration::super_pin_no_letter, {}});
    auto const error = visitor.form.text("super_pin").empty() ? words::registration::super_pin_empty
                                                              : words::registration::super_pin_incomplete;
    return super_pin_page(app, visitor, registration, {error, {}});
}

// nullopt: only comparing tells.
std::optional<Response> answer_uncompared(App const& app, LinkVisitor const& visitor,
                                          SuperPinTry const& found) {
    auto const& registration = found.registration;
    if (std::holds_alternative<NoLetter>(found.gate))
        return super_pin_page(app, visitor, registration, {words::registration::super_pin_no_letter, {}});
    if (std::holds_alternative<LetterTooOld>(found.gate))
        return super_pin_page(app, visitor, registration,
                              {letter_expired(registration, *visitor.practice), {}});
    if (found.too_often) return too_often_page(app, visitor);
    if (auto const* same = std::get_if<SameWrongAgain>(&found.verdict))
        return say_wrong(app, visitor, registration, same->left);
    if (std::holds_alternative<NoTryLeft>(found.verdict)) return no_try_left(app, visitor, registration);
    return std::nullopt;
}

}  // namespace

Response show_super_pin(App const& app, LinkVisitor const& visitor) {
    std::optional<Registration> found;
    bool waits = false;
    app.database.read([&](Transaction& transaction) {
        found = registration_of(transaction, visitor);
        waits = waits_for_mail(transaction, *found);
    });
    auto const& registration = *found;
    switch (step_under_invitation(
        {.has_visit = visitor.link().visit.has_value(),
         // Where the link is young there is nothing to wait for.
         .waits_for_mail = waits && !visitor.link().needs_no_second_mail,
         .has_password = chosen_password_hash(registration, visitor.chooser(), app.sealer).has_value()})) {
        case Step::mail_sent:
            return see_other(visitor.link().path + std::string(urls::mail_sent));
        case Step::password:
            return see_other(visitor.link().path + std::string(urls::password));
        case Step::documents:
            return see_other(visitor.link().path + std::string(urls::documents));
        case Step::super_pin:
            break;
    }
    // Where nobody made a letter, this page would only stand in the way.
    if (needs_no_letter(registration) && (app.is_short_journey || !app.brand.follows_guide()))
        return show_details(app, visitor);
    return super_pin_page(app, visitor, registration, {});
}

std::optional<Response> answer_super_pin_early(App const& app, LinkVisitor const& visitor) {
    auto const typed = SuperPin::parse(visitor.form.text("super_pin"));
    if (!typed) return unreadable_page(app, visitor);
    auto const found =
        app.database.read([&](Transaction& transaction) { return look(transaction, app, visitor, *typed); });
    return answer_uncompared(app, visitor, found);
}

Response submit_super_pin(App const& app, LinkVisitor const& visitor) {
    auto const typed = SuperPin::parse(visitor.form.text("super_pin"));
    if (!typed) return unreadable_page(app, visitor);
    auto const taken = take_try(app, visitor, *typed);
    if (auto answer = answer_uncompared(app, visitor, taken)) return std::move(*answer);
    auto const right = verify(app, taken.registration, *typed);
    if (!right) {
        app.database.transaction(
            [&](Transaction& transaction) { give_back(transaction, app, visitor, taken.registration); });
        return busy_page(app, visitor);
    }
    if (*right) return accept(app, visitor, taken.registration);
    return refuse(app, visitor, taken);
}

}  // namespace voordeur
