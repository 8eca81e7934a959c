// SPDX-License-Identifier: EUPL-1.2
#include "recovery/renew.hpp"

#include "app.hpp"
#include "base/overloaded.hpp"
#include "crypto/password_hasher.hpp"
#include "new_password.hpp"
#include "page.hpp"
#include "problem_pages.hpp"
#include "recoveries/recover.hpp"
#include "recovery/recovered.html.hpp"
#include "recovery/recovering.hpp"
#include "recovery/renew.html.hpp"
#include "recovery/words.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::recovery_renew;

std::string const& email_of(DraftFacts const& facts) {
    return facts.renewal.mailbox && facts.draft.new_mailbox ? *facts.draft.new_mailbox : facts.account.email;
}

// With which one can sign in afterwards: another may have the new address as a name.
std::string name_of(DraftFacts const& facts) {
    return facts.renewal.mailbox ? facts.account.customer_number : facts.account.key();
}

Response renew_page(App const& app, Visitor const& visitor, DraftFacts const& facts,
                    NewPasswordErrors const& errors) {
    auto page = page_for(app, of_draft(visitor, facts), html::file, words::recovery::renew_title);
    page.set(html::ACTION, urls::new_access).set(html::BACK_URL, urls::at_hand);
    if (facts.renewal.second_factor) page.show(html::PHONE);
    if (facts.renewal.super_pin) page.show(html::SUPER_PIN);
    if (facts.renewal.password) {
        page.set(html::EMAIL, name_of(facts)).show(html::PASSWORD);
        page.field(html::PASSWORD_FIELD, PasswordField{.name = "password",
                                                       .label = words::recovery::new_password_label,
                                                       .autocomplete = "new-password",
                                                       .error = errors.password});
        page.field(html::PASSWORD_AGAIN_FIELD,
                   PasswordField{.name = "password_again",
                                 .label = words::recovery::new_password_again_label,
                                 .autocomplete = "new-password",
                                 .error = errors.again,
                                 .repeats = "password"});
    }
    return page.respond(page.has_errors() ? 422 : 200);
}

// Where nothing may be chosen, H2 says what is missing.
std::optional<Response> led_elsewhere(Visitor const& visitor, std::optional<DraftFacts> const& facts) {
    if (!facts) return to_beginning(visitor);
    if (!std::holds_alternative<MayCommit>(facts->standing) || facts->renewal.is_nothing())
        return see_other(urls::at_hand);
    if (facts->renewal.second_factor && !facts->new_phone_is_proved) return see_other(urls::new_phone);
    if (facts->renewal.mailbox && !facts->new_mailbox_is_proved)
        return see_other(facts->draft.new_mailbox ? urls::new_mailbox_sent : urls::new_mailbox);
    return std::nullopt;
}

PasswordContext context_of(DraftFacts const& facts) {
    return {facts.account.name, email_of(facts), facts.practice ? facts.practice->name : "", ""};
}

Response commit(App const& app, Visitor const& visitor, std::optional<std::string> const& hash) {
    return std::visit(overloaded{
                          [&](AccountRecovered) {
                              auto response = see_other(of_practice(urls::recovered, visitor));
                              clear_session_cookies(app, response);
                              return response;
                          },
                          [&](RecoveryOver) { return to_beginning(visitor); },
                          [&](NewPhoneIsMissing) { return see_other(urls::new_phone); },
                          [&](NewMailboxIsMissing) { return see_other(urls::new_mailbox); },
                          [&](auto const&) { return see_other(urls::at_hand); },
                      },
                      recover(app.recovery, recovering_here(app, visitor), hash));
}

}  // namespace

Response show_new_access(App const& app, Visitor const& visitor) {
    auto const facts = draft_of(app, visitor);
    if (auto led = led_elsewhere(visitor, facts)) return std::move(*led);
    return renew_page(app, visitor, *facts, {});
}

std::optional<Response> answer_new_access_early(App const& app, Visitor const& visitor) {
    return led_elsewhere(visitor, draft_of(app, visitor));
}

Response submit_new_access(App const& app, Visitor const& visitor) {
    auto const facts = draft_of(app, visitor);
    if (auto led = led_elsewhere(visitor, facts)) return std::move(*led);
    auto const shown = of_draft(visitor, *facts);
    if (!facts->renewal.password) return commit(app, shown, std::nullopt);
    auto const password = Password::from_typed(visitor.form.text("password"));
    auto const again = Password::from_typed(visitor.form.text("password_again"));
    auto const errors = errors_of_new_password(app, password, again, context_of(*facts));
    if (errors.password || errors.again) return renew_page(app, visitor, *facts, errors);
    auto const hash = app.hasher.hash(password->reveal());
    if (!hash) return busy_page(app, shown);
    return commit(app, shown, *hash);
}

Response show_recovered(App const& app, Visitor const& visitor) {
    namespace done = voordeur::html::recovery_recovered;
    auto page = page_for(app, visitor, done::file, words::recovery::recovered_title);
    return page.set(done::SIGN_IN_URL, of_practice(urls::sign_in, visitor)).respond();
}

}  // namespace voordeur
