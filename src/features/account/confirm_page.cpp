// SPDX-License-Identifier: EUPL-1.2
#include "account/confirm_page.hpp"

#include "account/confirm.html.hpp"
#include "account/confirmation.hpp"
#include "account/words.hpp"
#include "app.hpp"
#include "held_back.hpp"
#include "page.hpp"
#include "passkey_form.hpp"
#include "problem_pages.hpp"
#include "resend.hpp"
#include "sms_code.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"
#include "words.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

namespace names = html::account_confirm;

Word what_for(Change change) {
    switch (change) {
        case Change::app:
            return words::account::confirm_app;
        case Change::paper_codes:
            return words::account::confirm_paper_codes;
        case Change::first_choice:
            return words::account::confirm_first_choice;
        case Change::removal:
            return words::account::confirm_removal;
        case Change::sessions:
            return words::account::confirm_sessions;
        case Change::password:
            return words::account::confirm_password;
        case Change::super_pin:
            return words::account::confirm_super_pin;
        case Change::phone:
            return words::account::confirm_phone;
        case Change::email:
            return words::account::confirm_email;
        case Change::download:
            return words::account::confirm_download;
        case Change::deletion:
            return words::account::confirm_deletion;
        case Change::passkeys:
            return words::account::confirm_passkeys;
        case Change::passkey_names:
            return words::account::confirm_passkey_names;
        case Change::passkey_removal:
            return words::account::confirm_passkey_removal;
    }
    return words::account::confirm_app;
}

void fill_password(Page& page, PatientVisitor const& visitor, std::optional<Word> error) {
    page.set(names::EMAIL, visitor.account().key()).show(names::PASSWORD);
    page.field(names::PASSWORD_FIELD,
               PasswordField{.name = "password", .label = words::pages::password_label, .error = error});
}

void fill_code(Page& page, App const& app, PatientVisitor const& visitor, Confirmation const& open) {
    page.show(names::CODE);
    if (open.challenge->kind != SmsFactor::kind.name) return;
    page.show(names::SMS{.last_two = app.sms.phone_of(*open.challenge).last_two()});
    auto const again = confirm_path(*change_of(visitor)) + "/opnieuw";
    Resend resend{.action = again, .button = words::account::confirm_again, .sending = open.sending};
    if (visitor.query.has("opnieuw")) resend.sent_again = words::account::confirm_sent_again;
    fill_sms_verdict(resend, open.next, visitor);
    fill_resend(page, names::RESEND, resend);
}

void fill_passkey(Page& page, std::string const& path, std::optional<Word> error) {
    if (error) page.error("inhoud", *error);
    fill_passkey_form(page, names::PASSKEY_FORM,
                      {.action = path + "/code",
                       .question_url = path + "/vraag",
                       .button = words::pages::way_passkey_button});
}

// All but the one that is being asked for.
void fill_ways(Page& page, PatientVisitor const& visitor, Confirmation const& open, std::string const& path) {
    auto others = open.ways;
    std::erase_if(
        others, [&](Way const& way) { return open.challenge && open.challenge->factor_id == way.factor.id; });
    if (others.empty()) return;
    page.set(names::WAYS_TITLE,
             open.challenge ? words::account::confirm_other_way : words::account::confirm_choose_way)
        .show(names::WAYS);
    auto const action = path + "/manier";
    fill_ways_to_ask(page, names::WAY_LIST, visitor, {.ways = others, .action = action});
}

// All is shown that a change asks for; a recovery wants one thing more, that it left as it was.
void fill_held(Page& page, App const& app, PatientVisitor const& visitor, Confirmation& open) {
    auto const held = held_back(app, visitor.session(), *change_of(visitor), visitor.now());
    if (!held) return;
    page.show(names::HELD{.until = date_and_time(held->until, visitor.language)});
    open.ways = held->ways;
}

}  // namespace

Missing lacking(PatientVisitor const& visitor, Change change) {
    return missing(fresh_for(change), visitor.session().methods, visitor.now());
}

bool asks_for_a_way(App const& app, PatientVisitor const& visitor, Change change) {
    auto const lacks = lacking(visitor, change);
    if (lacks != Missing::nothing) return lacks == Missing::second_factor;
    auto const held = held_back(app, visitor.session(), change, visitor.now());
    return held && !held->ways.empty();
}

Response confirm_page(App const& app, PatientVisitor const& visitor, ConfirmRefusal const& refusal) {
    auto const change = change_of(visitor);
    if (!change)
        return problem_page(app, visitor, {404, words::pages::not_found_title, words::pages::not_found_text});
    auto const lacks = lacking(visitor, *change);
    if (lacks != Missing::password && !asks_for_a_way(app, visitor, *change))
        return see_other(page_of(*change));
    auto const path = confirm_path(*change);
    auto page = page_for(app, visitor, names::file, words::account::confirm_title);
    page.set(names::WHAT_FOR, what_for(*change))
        .set(names::ACCOUNT_URL, urls::account)
        .set(names::PASSWORD_URL, path)
        .set(names::CODE_URL, path + "/code");
    if (lacks == Missing::password) {
        fill_password(page, visitor, refusal.field);
        return page.respond(page.has_errors() ? 422 : 200);
    }
    auto open = confirmation_of(app, visitor, *change);
    if (lacks == Missing::nothing) fill_held(page, app, visitor, open);
    if (refusal.way) page.error("inhoud", *refusal.way);
    if (refusal.tries_left) page.tries_left(*refusal.tries_left);
    if (open.challenge && open.challenge->kind == Passkeys::kind.name) {
        fill_passkey(page, path, refusal.field);
    } else if (open.challenge) {
        page.field(names::CODE_FIELD, code_field_of(open.challenge->kind, refusal.field));
        fill_code(page, app, visitor, open);
    }
    fill_ways(page, visitor, open, path);
    return page.respond(page.has_errors() ? 422 : 200);
}

}  // namespace voordeur
