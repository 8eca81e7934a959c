// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/authenticator.hpp"

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "app_set_up.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "factors/answers.hpp"
#include "factors/factor_store.hpp"
#include "factors/totp/totp_factor.hpp"
#include "page.hpp"
#include "passwords/password_check.hpp"
#include "problem_pages.hpp"
#include "progress.hpp"
#include "second_factor/app_password.html.hpp"
#include "second_factor/authenticator.html.hpp"
#include "second_factor/binding.hpp"
#include "second_factor/bound.hpp"
#include "second_factor/set_up_app.mail.hpp"
#include "second_factor/tell_set_up.hpp"
#include "second_factor/words.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/password.hpp"
#include "visitor.hpp"
#include "ways.hpp"
#include "web/response.hpp"
#include "words.hpp"

namespace voordeur {
namespace {

std::optional<Challenge> open_set_up(App const& app, PatientVisitor const& visitor) {
    return app.database.read(
        [&](Transaction& transaction) { return lock_app_set_up(transaction, app, visitor); });
}

Response app_page(App const& app, PatientVisitor const& visitor, Challenge const& set_up,
                  std::optional<Word> error) {
    namespace html = voordeur::html::second_factor_authenticator;
    auto page = page_for(app, visitor, html::file, words::second_factor::app_title);
    page.set(html::ACTION, urls::app_code).set(html::METHODS_URL, std::string(urls::second_factor) + "?kies");
    fill_progress(page, html::PROGRESS, app, visitor);
    fill_app_set_up(page, html::SET_UP, secret_to_show(app, visitor, set_up));
    page.field(html::CODE_FIELD, code_field_of(TotpFactor::kind.name, error));
    return page.respond(error ? 422 : 200);
}

Response password_page(App const& app, PatientVisitor const& visitor, std::optional<Word> error) {
    namespace html = voordeur::html::second_factor_app_password;
    auto page = page_for(app, visitor, html::file, words::second_factor::password_title);
    page.set(html::ACTION, urls::app_password).set(html::EMAIL, visitor.account().key());
    fill_progress(page, html::PROGRESS, app, visitor);
    page.field(html::PASSWORD_FIELD,
               PasswordField{.name = "password", .label = words::pages::password_label, .error = error});
    return page.respond(error ? 422 : 200);
}

AnswerOutcome prove(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                    Tan const& typed) {
    auto const set_up = lock_app_set_up(transaction, app, visitor);
    if (!set_up) return ChallengeOver{};
    auto const outcome = app.totp.prove_set_up(transaction, *set_up, typed, visitor.now());
    if (!is_own_try(outcome)) return outcome;
    record_step(
        transaction, app, visitor,
        {.type = AuditType::second_factor_code,
         .outcome = std::holds_alternative<AnswerRight>(outcome) ? Outcome::success : Outcome::refused,
         .object = visitor.account().id});
    return outcome;
}

void tell_app_set_up(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                     Challenge const& set_up) {
    auto const facts = set_up_facts(app, visitor, visitor.practice);
    tell_set_up(
        transaction, app, visitor,
        {facts,
         mails::second_factor::set_up_app{.when = facts.when, .name = facts.name, .address = facts.address},
         set_up.id.text()});
}

Response bind(App const& app, PatientVisitor const& visitor, Challenge const& set_up, UsedMethods methods) {
    return bind_factor(app, visitor,
                       {.recorded = AuditType::second_factor_app_bound,
                        .bind =
                            [&](Transaction& transaction) {
                                if (!app.totp.bind(transaction, set_up, visitor.now())) return false;
                                tell_app_set_up(transaction, app, visitor, set_up);
                                return true;
                            },
                        .done = urls::done_with_app,
                        .methods = std::move(methods)});
}

}  // namespace

Response show_app(App const& app, PatientVisitor const& visitor) {
    auto const set_up = open_set_up(app, visitor);
    if (!set_up) return see_other(urls::second_factor);
    if (set_up->facts.spent_at) return see_other(urls::app_password);
    return app_page(app, visitor, *set_up, std::nullopt);
}

Response submit_app(App const& app, PatientVisitor const& visitor) {
    return begin_app_set_up(app, visitor) ? see_other(urls::app) : too_often_page(app, visitor);
}

Response submit_app_code(App const& app, PatientVisitor const& visitor) {
    auto const set_up = open_set_up(app, visitor);
    if (!set_up) return see_other(urls::second_factor);
    if (set_up->facts.spent_at) return see_other(urls::app_password);
    auto const& text = visitor.form.text("code");
    auto const typed = Tan::parse(text);
    if (!typed) return app_page(app, visitor, *set_up, unreadable_code(TotpFactor::kind.name, text));
    auto const outcome = app.database.transaction(
        [&](Transaction& transaction) { return prove(transaction, app, visitor, *typed); });
    auto const refuse = [&] { return app_page(app, visitor, *set_up, wrong_code(TotpFactor::kind.name)); };
    return std::visit(
        overloaded{[&](AnswerRight) {
                       if (asks_password_again(app, visitor)) return see_other(urls::app_password);
                       return bind(app, visitor, *set_up,
                                   with_used(visitor.session().methods, {set_up->kind, visitor.now()}));
                   },
                   [&](ChallengeUsed) { return see_other(urls::app_password); },
                   [&](ChallengeOver) { return see_other(urls::second_factor); },
                   [&](AnswerWrong) { return refuse(); }, [&](AnswerExpired) { return refuse(); }},
        outcome);
}

Response show_app_password(App const& app, PatientVisitor const& visitor) {
    auto const set_up = open_set_up(app, visitor);
    if (!set_up || !set_up->facts.spent_at) return see_other(urls::app);
    return password_page(app, visitor, std::nullopt);
}

Response submit_app_password(App const& app, PatientVisitor const& visitor) {
    auto const set_up = open_set_up(app, visitor);
    if (!set_up || !set_up->facts.spent_at) return see_other(urls::app);
    auto password = Password::from_typed(visitor.form.text("password"));
    if (!password || password->length() == 0)
        return password_page(app, visitor, words::pages::password_empty);
    auto const attempt =
        password_attempt(app, visitor, visitor.account().customer_number, std::move(*password));
    return std::visit(overloaded{
                          [&](PasswordRight const&) {
                              return bind(app, visitor, *set_up, methods_after_password(visitor, *set_up));
                          },
                          [&](PasswordWrong) {
                              record_wrong_password(app, visitor);
                              return password_page(app, visitor, words::pages::password_wrong);
                          },
                          [&](PasswordWait wait) { return wait_page(app, visitor, wait.seconds); },
                          [&](PasswordBusy) { return busy_page(app, visitor); },
                      },
                      app.passwords.check(attempt, visitor.now()));
}

}  // namespace voordeur
