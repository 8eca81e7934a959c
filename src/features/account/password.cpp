// SPDX-License-Identifier: EUPL-1.2
#include "account/password.hpp"

#include "account/changed.hpp"
#include "account/password.html.hpp"
#include "account/words.hpp"
#include "accounts/account_store.hpp"
#include "accounts/email_change_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "crypto/password_hasher.hpp"
#include "factors/challenge_store.hpp"
#include "new_password.hpp"
#include "page.hpp"
#include "patients/patient_store.hpp"
#include "problem_pages.hpp"
#include "sessions/known_browser_store.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/password.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace names = html::account_password;

Response password_page(App const& app, PatientVisitor const& visitor, NewPasswordErrors const& errors) {
    auto page = page_for(app, visitor, names::file, words::account::password_title);
    page.set(names::ACTION, urls::account_password)
        .set(names::ACCOUNT_URL, urls::account)
        .set(names::EMAIL, visitor.account().key());
    page.field(names::PASSWORD_FIELD, PasswordField{.name = "password",
                                                    .label = words::account::password_label,
                                                    .autocomplete = "new-password",
                                                    .error = errors.password});
    page.field(names::PASSWORD_AGAIN_FIELD, PasswordField{.name = "password_again",
                                                          .label = words::account::password_again_label,
                                                          .autocomplete = "new-password",
                                                          .error = errors.again,
                                                          .repeats = "password"});
    return page.respond(page.has_errors() ? 422 : 200);
}

PasswordContext context_of(App const& app, PatientVisitor const& visitor) {
    auto const birth_dates = app.database.read(
        [&](Transaction& transaction) { return linked_birth_dates(transaction, visitor.account().id); });
    return {visitor.account().name, visitor.account().email, visitor.practice ? visitor.practice->name : "",
            birth_dates.empty() ? "" : birth_dates.front().iso()};
}

// nullopt: this session ended meanwhile.
std::optional<CookieToken> change(Transaction& transaction, App const& app, PatientVisitor const& visitor,
                                  std::string const& hash) {
    auto const& account_id = visitor.account().id;
    if (!lock_for_change(transaction, visitor)) return std::nullopt;
    save_password_hash(transaction, account_id, hash, app.sealer);
    forget_known_browsers(transaction, account_id);
    // Whoever is at a code got there by the old password.
    end_challenges_of_account(transaction, account_id, visitor.now());
    // And another address may have been asked for by who knew it.
    end_email_changes(transaction, account_id, visitor.now());
    return note_change(transaction, app, visitor,
                       {words::account::told_password, AuditType::account_password_changed});
}

}  // namespace

Response show_account_password(App const& app, PatientVisitor const& visitor) {
    return password_page(app, visitor, {});
}

std::optional<Response> answer_account_password_early(App const& app, PatientVisitor const& visitor) {
    auto const is_often = app.database.read([&](Transaction& transaction) {
        return is_too_often(transaction, visitor, AuditType::account_password_changed, visitor.account().id);
    });
    if (is_often) return too_often_page(app, visitor);
    return std::nullopt;
}

Response submit_account_password(App const& app, PatientVisitor const& visitor) {
    if (auto answer = answer_account_password_early(app, visitor)) return std::move(*answer);
    auto const password = Password::from_typed(visitor.form.text("password"));
    auto const again = Password::from_typed(visitor.form.text("password_again"));
    auto const errors = errors_of_new_password(app, password, again, context_of(app, visitor));
    if (errors.password || errors.again) return password_page(app, visitor, errors);
    auto const hash = app.hasher.hash(password->reveal());
    if (!hash) return busy_page(app, visitor);
    auto const session = app.database.transaction(
        [&](Transaction& transaction) { return change(transaction, app, visitor, *hash); });
    if (!session) return see_other(urls::account);
    auto response = to_changed_account(app, *session);
    remember_browser(app, visitor, response);
    return response;
}

}  // namespace voordeur
