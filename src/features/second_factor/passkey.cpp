// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/passkey.hpp"

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "crypto/encoding.hpp"
#include "factors/passkeys/passkeys.hpp"
#include "new_passkey.hpp"
#include "page.hpp"
#include "passkey_form.hpp"
#include "passwords/password_check.hpp"
#include "problem_pages.hpp"
#include "progress.hpp"
#include "second_factor/bound.hpp"
#include "second_factor/passkey.html.hpp"
#include "second_factor/set_up_passkey.mail.hpp"
#include "second_factor/set_up_second_passkey.mail.hpp"
#include "second_factor/tell_set_up.hpp"
#include "second_factor/words.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/password.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

namespace names = html::second_factor_passkey;

struct Refusal {
    std::optional<Word> password = {}, passkey = {};
};

PasskeyAsker asker_of(PatientVisitor const& visitor) {
    return {PasskeyUse::add, visitor.session().token_hash};
}

// The browser makes and proves it in one go, so that the password comes before, in either journey.
bool lacks_fresh_password(PatientVisitor const& visitor) {
    constexpr SignInNeed fresh{SignInLevel::password, std::chrono::minutes(5)};
    return missing(fresh, visitor.session().methods, visitor.now()) != Missing::nothing;
}

Response passkey_page(App const& app, PatientVisitor const& visitor, Refusal const& refusal) {
    auto page = page_for(app, visitor, names::file, words::second_factor::passkey_title);
    page.set(names::METHODS_URL, std::string(urls::second_factor) + "?kies");
    fill_progress(page, names::PROGRESS, app, visitor);
    explain_passkeys(page, names::EXPLAINED);
    if (refusal.passkey) page.error("inhoud", *refusal.passkey);
    if (!app.passkeys.are_possible()) {
        page.show(names::NOT_HERE);
    } else if (lacks_fresh_password(visitor)) {
        page.set(names::ACTION, urls::first_passkey_password)
            .set(names::EMAIL, visitor.account().key())
            .show(names::ASKS_PASSWORD);
        page.field(names::PASSWORD_FIELD,
                   PasswordField{
                       .name = "password", .label = words::pages::password_label, .error = refusal.password});
    } else {
        fill_passkey_form(page, names::PASSKEY_FORM,
                          {.action = std::string(urls::first_passkey),
                           .question_url = std::string(urls::first_passkey_question),
                           .button = words::pages::passkey_add_button});
    }
    return page.respond(page.has_errors() ? 422 : 200);
}

// Only one that asked who it was gets in alone.
FilledMail set_up_mail(PasskeyFacts const& passkey, SetUpFacts const& facts) {
    if (passkey.flags.user_verified)
        return mails::second_factor::set_up_passkey{
            .when = facts.when, .name = facts.name, .address = facts.address};
    return mails::second_factor::set_up_second_passkey{
        .when = facts.when, .name = facts.name, .address = facts.address};
}

void tell_passkey_set_up(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                         PasskeyFacts const& passkey) {
    auto const facts = set_up_facts(app, visitor, visitor.practice);
    tell_set_up(transaction, app, visitor, {facts, set_up_mail(passkey, facts), sha256_hex(passkey.id)});
}

Response bind(App const& app, PatientVisitor const& visitor, Passkeys::Made const& made) {
    std::optional<PasskeyRefusal> refused;
    auto const name = name_of_new_passkey(app, visitor, made.facts, {});
    auto response = bind_factor(
        app, visitor,
        {.recorded = AuditType::second_factor_passkey_added,
         .bind =
             [&](Transaction& transaction) {
                 refused = app.passkeys.add(transaction, visitor.account().id, {made, name}, visitor.now());
                 if (!refused) tell_passkey_set_up(transaction, app, visitor, made.facts);
                 return !refused;
             },
         .done = made.facts.flags.user_verified ? urls::done_with_passkey : urls::done_with_second_passkey,
         .methods = with_used(visitor.session().methods, {std::string(Passkeys::kind.name), visitor.now()})});
    if (!refused) return response;
    log_refused(PasskeyUse::add, *refused);
    return passkey_page(app, visitor, {.passkey = word_of(*refused)});
}

Response after_password(App const& app, PatientVisitor const& visitor) {
    auto const session =
        app.database.transaction([&](Transaction& transaction) -> std::optional<CookieToken> {
            if (!lock_for_change(transaction, visitor)) return std::nullopt;
            UsedMethod const password{std::string(password_method), visitor.now()};
            return begin_session(transaction, app, visitor,
                                 {.account_id = visitor.account().id,
                                  .methods = with_used(visitor.session().methods, password),
                                  .signed_in_at = visitor.session().signed_in_at,
                                  .challenge_id = visitor.session().challenge_id});
        });
    auto response = see_other(urls::first_passkey);
    if (session) set_session_cookies(app, response, session->reveal());
    return response;
}

}  // namespace

Response show_passkey(App const& app, PatientVisitor const& visitor) {
    return passkey_page(app, visitor, {});
}

Response submit_passkey_question_here(App const& app, PatientVisitor const& visitor) {
    return ask_new_passkey(app, visitor, asker_of(visitor), {});
}

Response submit_new_passkey(App const& app, PatientVisitor const& visitor) {
    if (lacks_fresh_password(visitor)) return see_other(urls::first_passkey);
    auto const sent = sent_new_passkey(visitor.form);
    if (!sent) return passkey_page(app, visitor, {.passkey = words::pages::passkey_failed});
    auto const made = app.passkeys.check_made(asker_of(visitor), *sent, visitor.now());
    if (auto const* refusal = std::get_if<PasskeyRefusal>(&made)) {
        log_refused(PasskeyUse::add, *refusal);
        return passkey_page(app, visitor, {.passkey = word_of(*refusal)});
    }
    return bind(app, visitor, std::get<Passkeys::Made>(made));
}

Response submit_passkey_password(App const& app, PatientVisitor const& visitor) {
    if (!lacks_fresh_password(visitor)) return see_other(urls::first_passkey);
    auto password = Password::from_typed(visitor.form.text("password"));
    if (!password || password->length() == 0)
        return passkey_page(app, visitor, {.password = words::pages::password_empty});
    auto const attempt =
        password_attempt(app, visitor, visitor.account().customer_number, std::move(*password));
    return std::visit(overloaded{
                          [&](PasswordRight const&) { return after_password(app, visitor); },
                          [&](PasswordWrong) {
                              record_wrong_password(app, visitor);
                              return passkey_page(app, visitor, {.password = words::pages::password_wrong});
                          },
                          [&](PasswordWait wait) { return wait_page(app, visitor, wait.seconds); },
                          [&](PasswordBusy) { return busy_page(app, visitor); },
                      },
                      app.passwords.check(attempt, visitor.now()));
}

}  // namespace voordeur
