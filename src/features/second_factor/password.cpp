// SPDX-License-Identifier: EUPL-1.2
#include "second_factor/password.hpp"

#include "accounts/account_store.hpp"
#include "app.hpp"
#include "audit/audit.hpp"
#include "base/overloaded.hpp"
#include "factors/challenge_store.hpp"
#include "factors/factor_store.hpp"
#include "factors/sms/sms_factor.hpp"
#include "page.hpp"
#include "passwords/password_check.hpp"
#include "practices/notices.hpp"
#include "practices/sign_in_address.hpp"
#include "problem_pages.hpp"
#include "progress.hpp"
#include "second_factor/binding.hpp"
#include "second_factor/done.html.hpp"
#include "second_factor/password.html.hpp"
#include "second_factor/set_up.mail.hpp"
#include "second_factor/words.hpp"
#include "sessions/session_store.hpp"
#include "site_settings.hpp"
#include "sms_code.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/password.hpp"
#include "values/person_name.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"
#include "words/brand.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace html = html::second_factor_password;

std::optional<Challenge> proved_binding(App const& app, PatientVisitor const& visitor) {
    auto const binding =
        app.database.read([&](Transaction& transaction) { return lock_binding_of(transaction, visitor); });
    if (!binding || !binding->facts.spent_at) return std::nullopt;
    return binding;
}

Response password_page(App const& app, PatientVisitor const& visitor, Challenge const& binding,
                       std::optional<Word> error) {
    auto const phone = shown_phone(app, visitor, binding);
    auto page = page_for(app, visitor, html::file{.phone = phone}, words::second_factor::password_title);
    page.set(html::ACTION, urls::phone_password).set(html::EMAIL, visitor.account().key());
    fill_progress(page, html::PROGRESS, app, visitor);
    page.field(html::PASSWORD_FIELD,
               PasswordField{.name = "password", .label = words::pages::password_label, .error = error});
    return page.respond(error ? 422 : 200);
}

// In parts, between which its line may break.
void add_address(Page& page, std::string_view address) {
    namespace done = voordeur::html::second_factor_done;
    while (!address.empty()) {
        auto const part = address.substr(0, address.find_first_of("./", 1));
        page.add(done::ADDRESS).set(done::PART, part);
        address.remove_prefix(part.size());
    }
}

Response done_page(App const& app, Visitor const& visitor, FilledSection const& what) {
    namespace done = voordeur::html::second_factor_done;
    auto page = page_for(app, visitor, done::file, words::second_factor::done_title);
    page.show(what);
    fill_progress(page, done::PROGRESS, app, Progress{.super_pin_kept = true, .phone_linked = true});
    page.show(app.brand.follows_guide() ? done::GUIDE : done::OWN_ORDER);
    page.set(done::SIGN_IN_URL, of_practice(urls::sign_in, visitor));
    add_address(page, without_scheme(sign_in_address(app.site.public_url, visitor.practice)));
    return page.respond();
}

}  // namespace

Response show_phone_password(App const& app, PatientVisitor const& visitor) {
    auto const binding = proved_binding(app, visitor);
    if (!binding) return see_other(urls::phone);
    return password_page(app, visitor, *binding, std::nullopt);
}

Response submit_phone_password(App const& app, PatientVisitor const& visitor) {
    auto const binding = proved_binding(app, visitor);
    if (!binding) return see_other(urls::phone);
    auto password = Password::from_typed(visitor.form.text("password"));
    if (!password || password->length() == 0)
        return password_page(app, visitor, *binding, words::pages::password_empty);
    auto const attempt =
        password_attempt(app, visitor, visitor.account().customer_number, std::move(*password));
    return std::visit(overloaded{
                          [&](PasswordRight const&) {
                              return bind_phone(app, visitor, *binding,
                                                methods_after_password(visitor, *binding));
                          },
                          [&](PasswordWrong) {
                              record_wrong_password(app, visitor);
                              return password_page(app, visitor, *binding, words::pages::password_wrong);
                          },
                          [&](PasswordWait wait) { return wait_page(app, visitor, wait.seconds); },
                          [&](PasswordBusy) { return busy_page(app, visitor); },
                      },
                      app.passwords.check(attempt, visitor.now()));
}

Response show_done(App const& app, Visitor const& visitor) {
    return done_page(app, visitor, voordeur::html::second_factor_done::WITH_PHONE);
}

Response show_done_with_app(App const& app, Visitor const& visitor) {
    return done_page(app, visitor, voordeur::html::second_factor_done::WITH_APP);
}

Response show_done_with_passkey(App const& app, Visitor const& visitor) {
    return done_page(app, visitor, voordeur::html::second_factor_done::WITH_PASSKEY);
}

Response show_done_with_second_passkey(App const& app, Visitor const& visitor) {
    return done_page(app, visitor, voordeur::html::second_factor_done::WITH_SECOND_PASSKEY);
}

}  // namespace voordeur
