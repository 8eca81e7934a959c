// SPDX-License-Identifier: EUPL-1.2
#include "registration/step_1_letter.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "app.hpp"
#include "audit/audit.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealer.hpp"
#include "page.hpp"
#include "patients/mails.hpp"
#include "patients/patient_rooms.hpp"
#include "patients/registration_store.hpp"
#include "problem_pages.hpp"
#include "registration/resend_mail.hpp"
#include "registration/step_1_letter.html.hpp"
#include "registration/step_1_letter_sent.html.hpp"
#include "registration/words.hpp"
#include "store/database.hpp"
#include "tries/throttled_guess.hpp"
#include "urls.hpp"
#include "values/customer_number.hpp"
#include "values/super_pin.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::registration_step_1_letter;

struct Refusal {
    std::optional<Word> number = {};
    std::optional<FilledWord> super_pin = {};
    int status = 422;
};

Response letter_page(App const& app, Visitor const& visitor, Refusal const& refusal) {
    auto page = page_for(app, visitor, html::file, words::registration::letter_title);
    page.step(html::STEP, 1)
        .set(html::ACTION, of_practice(urls::letter, visitor))
        .set(html::SIGN_IN_URL, of_practice(urls::sign_in, visitor));
    page.field(html::CUSTOMER_NUMBER_FIELD, TextField{.name = "customer_number",
                                                      .label = words::registration::letter_number_label,
                                                      .hint = words::registration::letter_number_hint,
                                                      .value = visitor.form.text("customer_number"),
                                                      .inputmode = "numeric",
                                                      .is_code = true,
                                                      .error = refusal.number});
    page.field(html::SUPER_PIN_FIELD, TextField{.name = "super_pin",
                                                .label = words::registration::super_pin_label,
                                                .hint = words::registration::super_pin_hint,
                                                .is_code = true,
                                                .in_capitals = true,
                                                .error = refusal.super_pin});
    page.show_whom_to_call(html::CALL_PRACTICE);
    return page.respond(page.has_errors() ? refusal.status : 200);
}

// What is half typed is no guess.
Refusal refusal_of_unreadable(Visitor const& visitor) {
    auto const& number = visitor.form.text("customer_number");
    auto const& super_pin = visitor.form.text("super_pin");
    Refusal refusal;
    if (!CustomerNumber::parse(number))
        refusal.number = trimmed_visible(number).empty() ? words::registration::letter_number_empty
                                                         : words::registration::letter_number_unreadable;
    if (!SuperPin::parse(super_pin))
        refusal.super_pin = trimmed_visible(super_pin).empty() ? words::registration::super_pin_empty
                                                               : words::registration::super_pin_incomplete;
    return refusal;
}

Response wait_answer(App const& app, Visitor const& visitor, std::chrono::seconds wait) {
    auto const minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
    auto response = letter_page(
        app, visitor, {.super_pin = words::registration::letter_wait{.minutes = minutes}, .status = 429});
    return response.with_header("Retry-After", std::to_string(wait.count()));
}

struct Typed {
    CustomerNumber number;
    SuperPin super_pin;
};

std::optional<Typed> typed_in(Visitor const& visitor) {
    auto number = CustomerNumber::parse(visitor.form.text("customer_number"));
    auto super_pin = SuperPin::parse(visitor.form.text("super_pin"));
    if (!number || !super_pin) return std::nullopt;
    return Typed{std::move(*number), std::move(*super_pin)};
}

Guess guess_of(App const& app, Visitor const& visitor, Typed const& typed) {
    using Kind = GuessBucket::Kind;
    auto const& limits = app.patients.limits.letter;
    auto const about = visitor.network + " " + typed.number.text();
    auto const own = app.mac.of("throttle letter", about);
    auto const input = app.mac.of("throttle letter input", about + " " + typed.super_pin.reveal());
    Guess guess{{{Kind::own, "letter:" + own, limits.own}}, input.substr(0, 16)};
    std::ranges::move(network_buckets(app.mac, "letters-of-network", visitor.network, limits.network),
                      std::back_inserter(guess.buckets));
    return guess;
}

struct LetterTry {
    CustomerNumber number;
    Guess guess;
    TakenGuess taken = {};
    std::optional<FoundLetter> letter = {};
};

LetterTry take_try(Transaction& transaction, Guess const& guess, Typed const& typed, Time now) {
    LetterTry tried{.number = typed.number, .guess = guess, .taken = take_guess(transaction, guess, now)};
    if (tried.taken.wait.count() == 0) tried.letter = find_letter(transaction, typed.number.text());
    return tried;
}

bool may_be_compared(FoundLetter const& letter, Time now) {
    auto const gate = may_try_super_pin(letter.sealed_super_pin_hash.has_value(), letter.expires_at, now);
    return std::holds_alternative<SuperPinMayBeTried>(gate) &&
           standing_of(letter.facts, now) == Standing::open;
}

std::optional<bool> verify(App const& app, LetterTry const& tried, Visitor const& visitor,
                           SuperPin const& typed) {
    if (!tried.letter || !may_be_compared(*tried.letter, visitor.now())) {
        auto const compared = app.hasher.verify_nobody(typed.reveal());
        return compared ? std::optional(false) : std::nullopt;
    }
    auto const hash = app.sealer.open(registration_super_pin_context(tried.letter->registration_id),
                                      *tried.letter->sealed_super_pin_hash);
    if (!hash) throw std::runtime_error("the super-PIN of a letter does not open with this key ring");
    return app.hasher.verify(*hash, typed.reveal());
}

AuditObject object_of(App const& app, LetterTry const& tried) {
    if (tried.letter) return tried.letter->registration_id;
    return AuditObject::customer_number(
        app.mac.of("audit customer number", tried.number.text()).substr(0, 32));
}

void refuse(Transaction& transaction, App const& app, Visitor const& visitor, LetterTry const& tried) {
    note_wrong_guess(transaction, tried.guess, tried.taken);
    auto const practice_id = tried.letter ? std::optional(tried.letter->practice_id) : std::nullopt;
    record_step(transaction, app, visitor,
                {.type = AuditType::registration_super_pin,
                 .outcome = Outcome::refused,
                 .object = object_of(app, tried),
                 .practice_id = practice_id});
}

// The letter proves the person; the link in the mail will prove the mailbox. Not where the practice invited
// anew while the super-PIN was hashed, nor again and again.
void accept(Transaction& transaction, App const& app, Visitor const& visitor, LetterTry const& tried) {
    note_right_guess(transaction, tried.guess, tried.taken);
    auto const& letter = tried.letter.value();
    auto const registration = lock_registration(transaction, letter.registration_id);
    if (!registration || standing_of(registration->facts, visitor.now()) != Standing::open ||
        registration->sealed_super_pin_hash != letter.sealed_super_pin_hash ||
        is_too_often(transaction, visitor, AuditType::registration_super_pin, registration->id))
        return;
    note_person_proved(transaction, registration->id, IdentityProof::letter, visitor.now());
    add_visit(transaction, {registration->id, visitor.browser, IdentityProof::letter}, visitor.now());
    send_link_again(transaction, app.patients, *registration,
                    {LinkKind::invitation, visitor.now(), visitor.language, Urgency::asked_for});
    record_step(transaction, app, visitor,
                {.type = AuditType::registration_super_pin,
                 .actor = Actor(registration->id, visitor.network),
                 .object = registration->id,
                 .practice_id = registration->practice_id});
}

Response compare(App const& app, Visitor const& visitor, Typed const& typed) {
    auto const guess = guess_of(app, visitor, typed);
    auto const tried = app.database.transaction(
        [&](Transaction& transaction) { return take_try(transaction, guess, typed, visitor.now()); });
    if (tried.taken.wait.count() > 0) return wait_answer(app, visitor, tried.taken.wait);
    auto const right = verify(app, tried, visitor, typed.super_pin);
    app.database.transaction([&](Transaction& transaction) {
        if (!right)
            give_guess_back(transaction, tried.taken);
        else if (*right)
            accept(transaction, app, visitor, tried);
        else
            refuse(transaction, app, visitor, tried);
    });
    return right ? see_other(of_practice(urls::letter_sent, visitor)) : busy_page(app, visitor);
}

}  // namespace

Response show_letter(App const& app, Visitor const& visitor) {
    return letter_page(app, visitor, {});
}

std::optional<Response> answer_letter_early(App const& app, Visitor const& visitor) {
    auto const typed = typed_in(visitor);
    if (!typed) return letter_page(app, visitor, refusal_of_unreadable(visitor));
    auto const guess = guess_of(app, visitor, *typed);
    auto const wait = app.database.read(
        [&](Transaction& transaction) { return standing_wait(transaction, guess, visitor.now()); });
    return wait.count() > 0 ? std::optional(wait_answer(app, visitor, wait)) : std::nullopt;
}

Response submit_letter(App const& app, Visitor const& visitor) {
    auto const typed = typed_in(visitor);
    return typed ? compare(app, visitor, *typed) : letter_page(app, visitor, refusal_of_unreadable(visitor));
}

Response show_letter_sent(App const& app, Visitor const& visitor) {
    namespace sent = voordeur::html::registration_step_1_letter_sent;
    auto page = page_for(app, visitor, sent::file{.from = sender_address(app)},
                         words::registration::letter_sent_title);
    page.step(sent::STEP, 1).set(sent::AGAIN_URL, of_practice(urls::letter, visitor));
    page.show_whom_to_call(sent::CALL_PRACTICE);
    return page.respond();
}

}  // namespace voordeur
