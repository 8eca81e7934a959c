// SPDX-License-Identifier: EUPL-1.2
#include "registration/step_2_password.hpp"

#include <nlohmann/json.hpp>

#include "app.hpp"
#include "audit/audit.hpp"
#include "crypto/password_hasher.hpp"
#include "crypto/sealer.hpp"
#include "new_password.hpp"
#include "page.hpp"
#include "passwords/breached_passwords.hpp"
#include "passwords/password_rules.hpp"
#include "patients/registration_store.hpp"
#include "patients/waiting_practices.hpp"
#include "problem_pages.hpp"
#include "registration/has_account_page.hpp"
#include "registration/link.hpp"
#include "registration/make_account.hpp"
#include "registration/shown_documents.hpp"
#include "registration/step_2_password.html.hpp"
#include "registration/words.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "values/customer_number.hpp"
#include "values/password.hpp"
#include "values/sign_in_name.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words/catalogue.hpp"

namespace voordeur {
namespace {

namespace html = html::registration_step_2_password;

struct FieldErrors {
    NewPasswordErrors chosen;
    std::optional<Word> terms;

    bool are_none() const { return !chosen.password && !chosen.again && !terms; }
};

// What the guide leaves for another field and another page.
void show_terms(Page& page, App const& app, LinkVisitor const& visitor, FieldErrors const& errors) {
    auto const documents = documents_to_show(app, visitor);
    page.show(html::WITH_TERMS)
        .set(html::VERSIONS, ids_of(documents))
        .set(html::PRIVACY_URL, urls::on_this_page(urls::privacy))
        .set(html::BUTTON, words::registration::documents_button)
        .field(html::TERMS_FIELD, terms_field(visitor, errors.terms));
    show_documents_below(page, html::DOCUMENTS, app, documents);
}

void ask_again(Page& page, FieldErrors const& errors) {
    page.set(html::BUTTON, words::registration::password_button)
        .field(html::PASSWORD_AGAIN_FIELD, PasswordField{.name = "password_again",
                                                         .label = words::registration::password_again_label,
                                                         .autocomplete = "new-password",
                                                         .error = errors.chosen.again,
                                                         .repeats = "password"});
}

struct Opened {
    Registration registration;
    WhoIsThere who;
    bool too_often;  // another password was chosen again and again

    bool is_shared() const { return std::holds_alternative<AnotherThere>(who); }
    // With which the account will sign in.
    std::string key() const {
        return is_shared() ? CustomerNumber::parse(registration.customer_number).value().grouped()
                           : registration.email;
    }
};

Response password_page(App const& app, LinkVisitor const& visitor, Opened const& opened,
                       FieldErrors const& errors) {
    auto const& path = visitor.link().path;
    auto const key = opened.key();
    auto page = page_for(app, visitor, html::file, words::registration::password_title);
    page.step(html::STEP, 2)
        // Its own: Back from D1 comes to where the registration stands, unless another password was asked
        // for.
        .set(html::ACTION, visitor.request.path)
        .set(html::STRENGTH_URL, path + std::string(urls::strength))
        .set(html::KEY, key)
        .set(html::YOUR_KEY,
             is_address(key) ? words::registration::your_key : words::registration::own_number);
    set_email(page, html::EMAIL_NAME, html::EMAIL_HOST, key);
    if (opened.is_shared()) page.show(html::SHARED);
    page.field(html::PASSWORD_FIELD, PasswordField{.name = "password",
                                                   .label = words::registration::password_label,
                                                   .autocomplete = "new-password",
                                                   .error = errors.chosen.password,
                                                   .with_strength = true,
                                                   .is_shown = app.is_short_journey});
    if (app.is_short_journey)
        show_terms(page, app, visitor, errors);
    else
        ask_again(page, errors);
    return page.respond(page.has_errors() ? 422 : 200);
}

PasswordContext context_of(Registration const& registration, LinkVisitor const& visitor) {
    return {registration.name, registration.email, visitor.practice->name, registration.birth_date};
}

FieldErrors errors_of(App const& app, LinkVisitor const& visitor, Registration const& registration,
                      std::optional<Password> const& password) {
    auto const again = Password::from_typed(visitor.form.text("password_again"));
    FieldErrors errors{errors_of_new_password(app, password, again, context_of(registration, visitor)), {}};
    if (!app.is_short_journey) return errors;
    errors.chosen.again.reset();
    errors.terms = error_of_terms(visitor, documents_to_show(app, visitor));
    return errors;
}

Word strength_word(int score) {
    switch (score) {
        case 0:
            return words::registration::strength_0;
        case 1:
            return words::registration::strength_1;
        case 2:
            return words::registration::strength_2;
        case 3:
            return words::registration::strength_3;
        default:
            return words::registration::strength_4;
    }
}

Opened open(App const& app, LinkVisitor const& visitor) {
    return app.database.read([&](Transaction& transaction) {
        auto registration = registration_of(transaction, visitor);
        auto who = who_is_at_address_of(transaction, registration);
        auto const often =
            is_too_often(transaction, visitor, AuditType::registration_password, registration.id);
        return Opened{std::move(registration), std::move(who), often};
    });
}

// nullopt: what was chosen may be hashed.
std::optional<Response> answer_unhashed(App const& app, LinkVisitor const& visitor, Opened const& opened) {
    if (auto const* own = std::get_if<ItsPersonThere>(&opened.who))
        return has_account_page(app, visitor, own->account);
    if (opened.too_often) return too_often_page(app, visitor);
    return std::nullopt;
}

// False: while it was hashed the practice invited anew, or the link ended; the password is nobody's then. Or
// it was chosen too often meanwhile.
bool save_password(Transaction& transaction, App const& app, LinkVisitor const& visitor,
                   std::string const& hash) {
    auto const current = still_open(transaction, visitor, visitor.link().proof());
    if (!current || is_too_often(transaction, visitor, AuditType::registration_password, current->id))
        return false;
    save_registration_password(transaction, current->id,
                               sealed_for(visitor.chooser(), current->id, hash, app.sealer));
    record_step(transaction, app, visitor,
                {.type = AuditType::registration_password, .action = Action::update, .object = current->id});
    return true;
}

}  // namespace

Response show_password(App const& app, LinkVisitor const& visitor) {
    auto const opened = open(app, visitor);
    if (auto const* own = std::get_if<ItsPersonThere>(&opened.who))
        return has_account_page(app, visitor, own->account);
    auto const is_chosen =
        chosen_password_hash(opened.registration, visitor.chooser(), app.sealer).has_value();
    // Told once, before a password is chosen; in the form, whoever changes the language has seen it.
    auto const is_told =
        is_chosen || visitor.query.has(urls::own_account) || visitor.form.has(urls::own_account);
    if (opened.is_shared() && !is_told) return shared_address_page(app, visitor, opened.registration);
    // The link itself leads to where the registration stands; choosing another password has a path of its
    // own.
    auto const& path = visitor.link().path;
    if (visitor.request.path == path && is_chosen) return see_other(path + std::string(urls::documents));
    return password_page(app, visitor, opened, {});
}

std::optional<Response> answer_password_early(App const& app, LinkVisitor const& visitor) {
    return answer_unhashed(app, visitor, open(app, visitor));
}

Response submit_password(App const& app, LinkVisitor const& visitor) {
    auto const opened = open(app, visitor);
    if (auto answer = answer_unhashed(app, visitor, opened)) return std::move(*answer);
    auto const password = Password::from_typed(visitor.form.text("password"));
    auto const errors = errors_of(app, visitor, opened.registration, password);
    if (!errors.are_none()) return password_page(app, visitor, opened, errors);
    auto const hash = app.hasher.hash(password->reveal());
    if (!hash) return busy_page(app, visitor);
    if (app.is_short_journey) return make_account(app, visitor, TypedPassword{*hash});
    auto const saved = app.database.transaction(
        [&](Transaction& transaction) { return save_password(transaction, app, visitor, *hash); });
    return see_other(saved ? visitor.link().path + std::string(urls::documents) : visitor.link().path);
}

Response tell_password_strength(App const& app, LinkVisitor const& visitor) {
    auto const opened = open(app, visitor);
    auto const password = Password::from_typed(visitor.form.text("password"));
    auto score = password ? password_strength(*password, context_of(opened.registration, visitor)) : 0;
    // The page reads "may be used" from 3 on.
    if (score > 2 && app.breached_passwords.has(*password)) score = 1;
    Response response;
    response.content_type = "application/json";
    response.body =
        nlohmann::json{{"score", score}, {"text", app.catalogue.text(strength_word(score), visitor.language)}}
            .dump();
    return response;
}

}  // namespace voordeur
