// SPDX-License-Identifier: EUPL-1.2
#include "registration/make_account.hpp"

#include <stdexcept>

#include "accounts/account_store.hpp"
#include "accounts/super_pin_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/id.hpp"
#include "base/overloaded.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealer.hpp"
#include "crypto/tokens.hpp"
#include "documents/acceptance_store.hpp"
#include "documents/documents_store.hpp"
#include "filled_in.hpp"
#include "known_browser.hpp"
#include "patients/patient_store.hpp"
#include "patients/registration_store.hpp"
#include "patients/waiting_practices.hpp"
#include "practices/practice_store.hpp"
#include "registration/has_account_page.hpp"
#include "registration/link.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/super_pin.hpp"
#include "visitor.hpp"
#include "web/browser.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

// Made with the account where E2 is left out, and shown at E3.
struct MadeSuperPin {
    SuperPin super_pin;
    std::string hash;
};

// What was hashed before the transaction.
struct Hashed {
    std::optional<TypedPassword> password;
    std::optional<MadeSuperPin> super_pin;
};

// None for who typed the letter's, and where hashing has no place left: E2 makes one then.
std::optional<MadeSuperPin> make_super_pin(App const& app, LinkVisitor const& visitor) {
    if (visitor.link().by_letter()) return std::nullopt;
    auto super_pin = SuperPin::make(app.random);
    auto hash = app.hasher.hash(super_pin.reveal());
    if (!hash) return std::nullopt;
    return MadeSuperPin{std::move(super_pin), std::move(*hash)};
}

NewAccount account_from(App const& app, LinkVisitor const& visitor, Registration const& registration,
                        std::string const& hash) {
    return {{new_id<Account>(visitor.now(), app.random), registration.customer_number, registration.email,
             registration.name, visitor.language},
            hash,
            visitor.link().proof()};
}

std::string letter_super_pin_hash(App const& app, Registration const& registration) {
    auto const hash =
        app.sealer.open(registration_super_pin_context(registration.id), *registration.sealed_super_pin_hash);
    if (!hash) throw std::runtime_error("the super-PIN of a letter does not open with this key ring");
    return *hash;
}

NewSuperPin super_pin_of(App const& app, LinkVisitor const& visitor, NewAccount const& fresh,
                         std::string hash) {
    return {new_id<SuperPin>(visitor.now(), app.random), fresh.account.id, std::move(hash), visitor.now()};
}

void note_super_pin_made(Transaction& transaction, App const& app, LinkVisitor const& visitor,
                         NewAccount const& fresh) {
    record_step(transaction, app, visitor,
                {.type = AuditType::super_pin_made, .action = Action::create, .object = fresh.account.id});
}

// Whoever typed the password in this request is signed in with it.
CookieToken sign_in(Transaction& transaction, App const& app, LinkVisitor const& visitor,
                    Account const& account) {
    record_step(transaction, app, visitor,
                {.type = AuditType::sign_in_password,
                 .actor = Actor(account.id, visitor.network),
                 .object = account.id});
    UsedMethods const methods{{std::string(password_method), visitor.now()}};
    return begin_session(transaction, app, visitor, {account.id, methods, visitor.now(), std::nullopt});
}

// False: another password was typed again and again.
bool note_password(Transaction& transaction, App const& app, LinkVisitor const& visitor,
                   Registration const& registration) {
    if (is_too_often(transaction, visitor, AuditType::registration_password, registration.id)) return false;
    record_step(
        transaction, app, visitor,
        {.type = AuditType::registration_password, .action = Action::update, .object = registration.id});
    return true;
}

struct Made {
    std::optional<CookieToken> session;
    Account account;
};
struct NotMade {};  // it was made already, or may not be made
using MakeOutcome = std::variant<Made, NotMade, ItsPersonThere>;

// The one transaction that makes an account: nothing of it is ever half made.
MakeOutcome make(Transaction& transaction, App const& app, LinkVisitor const& visitor, Hashed const& hashed) {
    auto const now = visitor.now();
    // Changed while the page was read: its page shows the new text.
    auto const documents = current_documents(transaction, visitor.language);
    if (visitor.form.text("versions") != ids_of(documents)) return NotMade{};
    // What the practice requires at this moment it requires until this is committed. Before the registration:
    // who changes the practice locks them in that order.
    lock_practice(transaction, visitor.practice->id);
    auto const current = still_open(transaction, visitor, visitor.link().proof());
    if (!current) return NotMade{};
    auto const& registration = *current;
    auto who = who_is_at_address_of(transaction, registration);
    if (auto* own = std::get_if<ItsPersonThere>(&who)) return std::move(*own);
    auto const hash = hashed.password ? std::optional(hashed.password->hash)
                                      : chosen_password_hash(registration, visitor.chooser(), app.sealer);
    if (hashed.password && !note_password(transaction, app, visitor, registration)) return NotMade{};
    if (!hash || !complete_registration(transaction, registration.id, now)) return NotMade{};
    auto fresh = account_from(app, visitor, registration, *hash);
    fresh.account.has_email_name = add_account(transaction, fresh, app.sealer, now);
    // Nobody was there a moment ago: whoever made an account at this address meanwhile may be the same
    // person.
    if (!fresh.account.has_email_name && std::holds_alternative<NobodyThere>(who))
        throw NotUnique("an account was made at the same address");
    link_patient(transaction, {registration.patient_id, fresh.account.id, fresh.identity, now});
    for (auto const& document : documents)
        record_acceptance(transaction, {fresh.account.id, document.version.id, registration.id}, now);
    // Only who typed the letter's super-PIN keeps it; anyone else makes one in E.
    if (visitor.link().by_letter() && registration.sealed_super_pin_hash)
        add_active_super_pin(transaction,
                             super_pin_of(app, visitor, fresh, letter_super_pin_hash(app, registration)),
                             app.sealer);
    record_step(
        transaction, app, visitor,
        {.type = AuditType::registration_completed, .action = Action::create, .object = fresh.account.id});
    if (hashed.super_pin) {
        add_pending_super_pin(transaction, super_pin_of(app, visitor, fresh, hashed.super_pin->hash),
                              hashed.super_pin->super_pin, app.sealer);
        note_super_pin_made(transaction, app, visitor, fresh);
    }
    if (hashed.password) return Made{sign_in(transaction, app, visitor, fresh.account), fresh.account};
    if (visitor.session_cookie) end_session(transaction, session_hash(*visitor.session_cookie), now);
    return Made{std::nullopt, fresh.account};
}

// Another registration made an account at this address in the same moment: it is there now, and whose it is
// can be seen.
MakeOutcome make_again_if_raced(App const& app, LinkVisitor const& visitor, Hashed const& hashed) {
    auto const step = [&](Transaction& transaction) { return make(transaction, app, visitor, hashed); };
    try {
        return app.database.transaction(step);
    } catch (NotUnique const&) {
        return app.database.transaction(step);
    }
}

Response to_sign_in(App const& app, LinkVisitor const& visitor, Account const& account) {
    auto response = see_other(of_practice(urls::sign_in, visitor));
    clear_session_cookies(app, response);
    auto const notice = visitor.link().by_letter() ? Notice::registered_by_letter : Notice::registered;
    return response.with_cookie(
        filled_in_cookie(app.sealer, app.cookies, {.notice = notice, .email = account.key()}));
}

Response to_phone(App const& app, LinkVisitor const& visitor, CookieToken const& session) {
    auto response = see_other(urls::phone);
    set_session_cookies(app, response, session.reveal());
    response.with_cookie(forget_filled_in(app.cookies));
    return response.with_cookie(known_browser_cookie(app.sealer, app.cookies, this_browser(app, visitor)));
}

}  // namespace

Response make_account(App const& app, LinkVisitor const& visitor, std::optional<TypedPassword> const& typed) {
    Hashed const hashed{typed, typed ? make_super_pin(app, visitor) : std::nullopt};
    return std::visit(
        overloaded{
            [&](Made const& made) {
                return made.session ? to_phone(app, visitor, *made.session)
                                    : to_sign_in(app, visitor, made.account);
            },
            // The link says why: completed already, locked, invited anew.
            [&](NotMade) { return see_other(visitor.link().path); },
            [&](ItsPersonThere const& there) { return has_account_page(app, visitor, there.account); },
        },
        make_again_if_raced(app, visitor, hashed));
}

}  // namespace voordeur
