// SPDX-License-Identifier: EUPL-1.2
#include "sign_in/sign_in.hpp"

#include "app.hpp"
#include "audit/audit.hpp"
#include "audit_names.hpp"
#include "base/overloaded.hpp"
#include "crypto/sealer.hpp"
#include "filled_in.hpp"
#include "page.hpp"
#include "passkey_form.hpp"
#include "passwords/password_check.hpp"
#include "problem_pages.hpp"
#include "progress.hpp"
#include "sessions/next_step_rules.hpp"
#include "sessions/session_store.hpp"
#include "sign_in/sign_in.html.hpp"
#include "sign_in/signed_in.hpp"
#include "sign_in/words.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/customer_number.hpp"
#include "values/password.hpp"
#include "values/sign_in_name.hpp"
#include "values/text.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

namespace html = html::sign_in_sign_in;

struct Refusal {
    std::string email;
    std::optional<Word> email_error = {}, password_error = {};
    bool wrong = false;  // the two together
};

// Whose address is another's name sees here with what to sign in, filled in.
void show_registered(Page& page, FilledIn const& kept) {
    page.show(html::REGISTERED);
    if (!is_address(kept.email)) page.set(html::NUMBER, kept.email).show(html::BY_NUMBER);
}

void show_notice(Page& page, App const& app, Visitor const& visitor, FilledIn const& kept) {
    if (kept.notice == Notice::passkey_refused) page.error("email", words::sign_in::passkey_refused);
    if (kept.notice == Notice::passkey_unknown) {
        page.error("email", words::sign_in::passkey_unknown);
        page.add(html::UNKNOWN_PASSKEY).set(html::RP_ID, app.passkeys.rp_id());
    }
    if (visitor.signed_in) {
        set_email(page, html::EMAIL_NAME, html::EMAIL_HOST, visitor.signed_in->account.key());
        page.set(html::GO_ON_URL, urls::services)
            .set(html::SIGN_OUT_URL, urls::sign_out)
            .show(html::SIGNED_IN);
        return;
    }
    if (!kept.notice) return;
    switch (*kept.notice) {
        case Notice::registered:
            show_registered(page, kept);
            fill_progress(page, html::PROGRESS, app, Progress{});
            break;
        case Notice::registered_by_letter:
            show_registered(page, kept);
            fill_progress(page, html::PROGRESS, app, Progress{.super_pin_kept = true});
            break;
        case Notice::session_ended:
            page.show(html::SESSION_ENDED);
            break;
        case Notice::signed_out:
            page.show(html::SIGNED_OUT);
            break;
        case Notice::code_ended:
            page.error("email", words::sign_in::code_attempt_ended);
            break;
        case Notice::passkey_refused:  // said above
        case Notice::passkey_unknown:
        case Notice::binding_ended:  // said where the telephone is typed
            break;
    }
}

// What this browser typed before, else what an e-service says of whom it sends.
std::string name_to_begin_with(Visitor const& visitor, FilledIn const& kept) {
    if (!kept.email.empty() || !visitor.service_request) return kept.email;
    return visitor.service_request->asked.login_hint;
}

Response sign_in_page(App const& app, Visitor const& visitor, Refusal const& refusal, int status) {
    auto page = page_for(app, visitor, html::file, words::sign_in::sign_in_title);
    page.set(html::ACTION, path_along(of_practice(urls::sign_in, visitor), visitor))
        .set(html::FORGOT_URL, of_practice(urls::forgot_password, visitor))
        .set(html::STUCK_URL, of_practice(urls::practice_contact, visitor))
        .set(html::LETTER_URL, of_practice(urls::letter, visitor));
    auto const kept = status == 200 ? filled_in(app.sealer, app.cookies, visitor.request) : FilledIn{};
    show_notice(page, app, visitor, kept);
    if (refusal.wrong)
        page.error("email", CustomerNumber::parse(refusal.email) ? words::sign_in::wrong_number
                                                                 : words::sign_in::wrong);
    page.field(html::EMAIL_FIELD,
               TextField{.name = "email",
                         .label = words::sign_in::email_label,
                         .value = refusal.email.empty() ? name_to_begin_with(visitor, kept) : refusal.email,
                         .autocomplete = "username webauthn",
                         .error = refusal.email_error});
    page.field(html::PASSWORD_FIELD, PasswordField{.name = "password",
                                                   .label = words::sign_in::password_label,
                                                   .error = refusal.password_error});
    if (app.passkeys.are_possible())
        fill_passkey_form(page, html::PASSKEY_FORM,
                          {.action = std::string(urls::sign_in_passkey),
                           .question_url = std::string(urls::sign_in_passkey_question),
                           .button = words::sign_in::passkey_button,
                           .is_first = false,
                           .says_otherwise = false,
                           .autofills = true});
    return page.respond(status);
}

Response refuse(App const& app, Visitor const& visitor, SignInName const& name, std::string const& typed) {
    app.database.transaction([&](Transaction& transaction) {
        record_step(transaction, app, visitor,
                    {.type = AuditType::sign_in_password,
                     .outcome = Outcome::refused,
                     .actor = Actor::unknown(visitor.network),
                     .object = sign_in_name_object(app, name.text())});
    });
    return sign_in_page(app, visitor, {.email = typed, .wrong = true}, 422);
}

// With both factors. Who has only typed a password gets the form, and may be somebody else.
std::optional<NextStep> step_of_signed_in(App const& app, Visitor const& visitor) {
    if (!visitor.signed_in) return std::nullopt;
    if (level_of(visitor.signed_in->methods) != SignInLevel::two_factors) return std::nullopt;
    if (is_to_sign_in_anew(visitor)) return std::nullopt;
    return app.database.read([&](Transaction& transaction) {
        return next_step(signed_in_facts(transaction, app, *visitor.signed_in));
    });
}

}  // namespace

Response show_sign_in(App const& app, Visitor const& visitor) {
    if (auto const step = step_of_signed_in(app, visitor)) return see_other(path_of(*step));
    return sign_in_page(app, visitor, {.email = visitor.form.text("email")}, 200);
}

Response submit_sign_in(App const& app, Visitor const& visitor) {
    auto const& typed = visitor.form.text("email");
    auto const name = SignInName::parse(typed);
    auto password = Password::from_typed(visitor.form.text("password"));
    Refusal refusal{.email = typed};
    if (!name)
        refusal.email_error =
            trimmed_visible(typed).empty() ? words::sign_in::email_empty : words::sign_in::email_unreadable;
    if (!password || password->length() == 0) refusal.password_error = words::sign_in::password_empty;
    if (refusal.email_error || refusal.password_error) return sign_in_page(app, visitor, refusal, 422);
    auto const attempt = password_attempt(app, visitor, name->text(), std::move(*password));
    return std::visit(
        overloaded{
            [&](PasswordRight const& right) { return sign_in_with_password(app, visitor, right); },
            [&](PasswordWrong) { return refuse(app, visitor, *name, typed); },
            [&](PasswordWait wait) { return wait_page(app, visitor, wait.seconds); },
            [&](PasswordBusy) { return busy_page(app, visitor); },
        },
        app.passwords.check(attempt, visitor.now()));
}

Response submit_sign_out(App const& app, Visitor const& visitor) {
    app.database.transaction([&](Transaction& transaction) { sign_out(transaction, app, visitor); });
    auto response = see_other(of_practice(urls::sign_in, visitor));
    clear_session_cookies(app, response);
    return response.with_cookie(filled_in_cookie(app.sealer, app.cookies, {.notice = Notice::signed_out}));
}

}  // namespace voordeur
