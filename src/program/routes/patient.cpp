// SPDX-License-Identifier: EUPL-1.2
#include "account/accepted_documents.hpp"
#include "account/account.hpp"
#include "account/authenticator.hpp"
#include "account/confirm.hpp"
#include "account/first_choice.hpp"
#include "account/paper_codes.hpp"
#include "account/removal.hpp"
#include "app.hpp"
#include "demo/mailbox.hpp"
#include "information/contact.hpp"
#include "information/document.hpp"
#include "information/practice_contact.hpp"
#include "information/support.hpp"
#include "portal/services.hpp"
#include "problem_pages.hpp"
#include "registration/link.hpp"
#include "registration/step_1_details.hpp"
#include "registration/step_1_letter.hpp"
#include "registration/step_1_mail_sent.hpp"
#include "registration/step_1_super_pin.hpp"
#include "registration/step_2_password.hpp"
#include "registration/step_3_documents.hpp"
#include "routes/route.hpp"
#include "second_factor/authenticator.hpp"
#include "second_factor/code.hpp"
#include "second_factor/password.hpp"
#include "second_factor/phone.hpp"
#include "sessions/next_step_rules.hpp"
#include "sign_in/changed_documents.hpp"
#include "sign_in/code.hpp"
#include "sign_in/not_me.hpp"
#include "sign_in/other_way.hpp"
#include "sign_in/sign_in.hpp"
#include "super_pin/keep.hpp"
#include "super_pin/make.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

Response to_start(App const&, Visitor const& visitor) {
    return see_other(of_practice(urls::sign_in, visitor));
}

using enum Method;
using enum Who;
using enum Limit;
using enum NextStep;

constexpr auto slow = Work::slow;
constexpr SignInNeed both_factors{SignInLevel::two_factors};
constexpr RouteTerms about_documents{.need = both_factors, .before_documents = true};

constexpr Route table[] = {
    // B0: who has a letter, and no link
    {get, urls::letter, anyone, show_letter},
    {post,
     urls::letter,
     anyone,
     submit_letter,
     {.work = slow, .limit = super_pin_tries, .early = answer_letter_early}},
    {get, "/brief/{slug}", anyone, show_letter},
    {post,
     "/brief/{slug}",
     anyone,
     submit_letter,
     {.work = slow, .limit = super_pin_tries, .early = answer_letter_early}},
    {get, urls::letter_sent, anyone, show_letter_sent},
    {get, "/brief-verstuurd/{slug}", anyone, show_letter_sent},
    // B: who are you (the invitation link)
    {get, urls::invitation, anyone, show_incomplete_link},
    {get, urls::confirmation, anyone, show_incomplete_link},
    {get, "/u/{token}", link, show_super_pin},
    {post,
     "/u/{token}",
     link,
     submit_super_pin,
     {.work = slow, .limit = super_pin_tries, .early = answer_super_pin_early}},
    {get, "/u/{token}/gegevens", link, show_details},
    {post, "/u/{token}/gegevens", link, submit_details, {.limit = details_tries}},
    {get, "/u/{token}/mail", link, show_mail_sent},
    {post, "/u/{token}/mail", link, submit_mail_sent, {.limit = mails}},
    {get, "/u/{token}/nieuwe-link", old_link, show_new_link},
    {post, "/u/{token}/nieuwe-link", old_link, submit_new_link, {.limit = mails}},
    // C and D for who typed the letter's super-PIN
    {get, "/u/{token}/wachtwoord", person, show_password},
    {post, "/u/{token}/wachtwoord", person, submit_password, {.work = slow, .early = answer_password_early}},
    {post, "/u/{token}/sterkte", person, tell_password_strength},
    {get, "/u/{token}/documenten", person, show_documents},
    {post, "/u/{token}/documenten", person, submit_documents},
    {get, "/u/{token}/gestopt", person, show_cancelled},
    {post, "/u/{token}/gestopt", person, submit_cancel},
    // C and D under the confirmation link
    {get, "/b/{token}", person, show_password},
    {post, "/b/{token}", person, submit_password, {.work = slow, .early = answer_password_early}},
    {get, "/b/{token}/wachtwoord", person, show_password},
    {post, "/b/{token}/wachtwoord", person, submit_password, {.work = slow, .early = answer_password_early}},
    {post, "/b/{token}/sterkte", person, tell_password_strength},
    {get, "/b/{token}/documenten", person, show_documents},
    {post, "/b/{token}/documenten", person, submit_documents},
    {get, "/b/{token}/gestopt", person, show_cancelled},
    {post, "/b/{token}/gestopt", person, submit_cancel},
    {get, "/b/{token}/nieuwe-link", old_link, show_new_link},
    {post, "/b/{token}/nieuwe-link", old_link, submit_new_link, {.limit = mails}},
    // E1, and G: signing in
    {get, "/", anyone, to_start},
    {get, urls::sign_in, anyone, show_sign_in},
    {post,
     urls::sign_in,
     anyone,
     submit_sign_in,
     {.work = slow, .limit = password_tries, .early = standing_wait_page}},
    {get, "/inloggen/{slug}", anyone, show_sign_in},
    {post,
     "/inloggen/{slug}",
     anyone,
     submit_sign_in,
     {.work = slow, .limit = password_tries, .early = standing_wait_page}},
    {get, urls::sign_in_code, patient, show_sign_in_code, {.at = enter_code}},
    {post, urls::sign_in_code, patient, submit_sign_in_code, {.at = enter_code, .limit = code_tries}},
    {post,
     urls::sign_in_code_again,
     patient,
     submit_sign_in_code_again,
     {.at = enter_code, .work = slow, .limit = sms}},
    {get, urls::sign_in_other_way, patient, show_other_way, {.at = enter_code}},
    {post,
     urls::sign_in_other_way,
     patient,
     submit_other_way,
     {.at = enter_code, .work = slow, .limit = sms}},
    {post, urls::sign_out, anyone, submit_sign_out},
    {get, "/n/{token}", anyone, show_not_me},
    {post, "/n/{token}", anyone, submit_not_me},
    // E2, E3: the super-PIN
    {get, urls::super_pin, patient, show_make_super_pin, {.at = make_super_pin}},
    {post,
     urls::super_pin,
     patient,
     submit_make_super_pin,
     {.at = make_super_pin, .work = slow, .early = answer_make_early}},
    {get, urls::keep_super_pin, patient, show_keep_super_pin, {.at = make_super_pin}},
    {post,
     urls::keep_super_pin,
     patient,
     submit_keep_super_pin,
     {.at = make_super_pin, .work = slow, .limit = password_tries, .early = standing_wait_page}},
    {post,
     urls::new_super_pin,
     patient,
     submit_new_super_pin,
     {.at = make_super_pin, .work = slow, .early = answer_new_early}},
    {get, urls::super_pin_sheet, patient, show_super_pin_sheet, {.at = make_super_pin, .work = slow}},
    // F: the second factor
    {get, urls::second_factor, patient, show_methods, {.at = add_second_factor}},
    {get, urls::phone, patient, show_phone, {.at = add_second_factor}},
    {post, urls::phone, patient, submit_phone, {.at = add_second_factor, .work = slow, .limit = sms}},
    {get, urls::sms_sent, patient, show_sms_sent, {.at = add_second_factor}},
    {get, urls::phone_code, patient, show_phone_code, {.at = add_second_factor}},
    {post, urls::phone_code, patient, submit_phone_code, {.at = add_second_factor, .limit = code_tries}},
    {post,
     urls::phone_code_again,
     patient,
     submit_phone_code_again,
     {.at = add_second_factor, .work = slow, .limit = sms}},
    {get, urls::phone_password, patient, show_phone_password, {.at = add_second_factor}},
    {post,
     urls::phone_password,
     patient,
     submit_phone_password,
     {.at = add_second_factor, .work = slow, .limit = password_tries, .early = standing_wait_page}},
    {get, urls::app, patient, show_app, {.at = add_second_factor}},
    {post, urls::app, patient, submit_app, {.at = add_second_factor}},
    {get, urls::app_code, patient, show_app, {.at = add_second_factor}},
    {post, urls::app_code, patient, submit_app_code, {.at = add_second_factor, .limit = code_tries}},
    {get, urls::app_password, patient, show_app_password, {.at = add_second_factor}},
    {post,
     urls::app_password,
     patient,
     submit_app_password,
     {.at = add_second_factor, .work = slow, .limit = password_tries, .early = standing_wait_page}},
    {get, urls::done, anyone, show_done},
    {get, "/klaar/{slug}", anyone, show_done},
    {get, urls::done_with_app, anyone, show_done_with_app},
    {get, "/klaar-met-app/{slug}", anyone, show_done_with_app},
    {get, urls::done_with_passkey, anyone, show_done_with_passkey},
    {get, "/klaar-met-passkey/{slug}", anyone, show_done_with_passkey},
    {get, urls::done_with_second_passkey, anyone, show_done_with_second_passkey},
    {get, "/klaar-met-tweede-passkey/{slug}", anyone, show_done_with_second_passkey},
    // G: documents that were changed are asked before anything opens
    {get, urls::changed_documents, patient, show_changed_documents, about_documents},
    {post, urls::changed_documents, patient, submit_changed_documents, about_documents},
    {post, urls::documents_later, patient, submit_documents_later, about_documents},
    {get, urls::documents_refused, patient, show_documents_refused, about_documents},
    // G: the e-services
    {get, urls::services, patient, show_services, {.need = both_factors}},
    // I: the account's own page
    {get, urls::account, patient, show_account, {.need = both_factors}},
    {get, urls::account_documents, patient, show_accepted_documents, {.need = both_factors}},
    {get, urls::account_app, patient, show_account_app, {.need = fresh_for(Change::app)}},
    {post, urls::account_app, patient, submit_account_app, {.need = fresh_for(Change::app)}},
    {get, urls::account_app_code, patient, show_account_app, {.need = fresh_for(Change::app)}},
    {post,
     urls::account_app_code,
     patient,
     submit_account_app_code,
     {.need = fresh_for(Change::app), .limit = code_tries}},
    {get, urls::account_paper_codes, patient, show_paper_codes, {.need = fresh_for(Change::paper_codes)}},
    {post, urls::account_paper_codes, patient, submit_paper_codes, {.need = fresh_for(Change::paper_codes)}},
    {get,
     urls::account_paper_codes_kept,
     patient,
     show_paper_codes,
     {.need = fresh_for(Change::paper_codes)}},
    {post,
     urls::account_paper_codes_kept,
     patient,
     submit_kept_paper_codes,
     {.need = fresh_for(Change::paper_codes)}},
    {get,
     urls::account_paper_codes_sheet,
     patient,
     show_paper_codes_sheet,
     {.need = fresh_for(Change::paper_codes), .work = slow}},
    {get, urls::account_first_choice, patient, show_first_choice, {.need = fresh_for(Change::first_choice)}},
    {post,
     urls::account_first_choice,
     patient,
     submit_first_choice,
     {.need = fresh_for(Change::first_choice)}},
    {get, urls::account_removal, patient, show_removal, {.need = fresh_for(Change::removal)}},
    {post, urls::account_removal, patient, submit_removal, {.need = fresh_for(Change::removal)}},
    {get,
     "/mijn-account/{change}/bevestig",
     patient,
     show_confirm,
     {.need = both_factors, .before_documents = true}},
    {post,
     "/mijn-account/{change}/bevestig",
     patient,
     submit_confirm_password,
     {.need = both_factors,
      .work = slow,
      .limit = password_tries,
      .early = standing_wait_page,
      .before_documents = true}},
    {get,
     "/mijn-account/{change}/bevestig/manier",
     patient,
     show_confirm,
     {.need = both_factors, .before_documents = true}},
    {post,
     "/mijn-account/{change}/bevestig/manier",
     patient,
     submit_confirm_way,
     {.need = both_factors, .work = slow, .limit = sms, .before_documents = true}},
    {get,
     "/mijn-account/{change}/bevestig/code",
     patient,
     show_confirm,
     {.need = both_factors, .before_documents = true}},
    {post,
     "/mijn-account/{change}/bevestig/code",
     patient,
     submit_confirm_code,
     {.need = both_factors, .limit = code_tries, .before_documents = true}},
    {post,
     "/mijn-account/{change}/bevestig/opnieuw",
     patient,
     submit_confirm_code_again,
     {.need = both_factors, .work = slow, .limit = sms, .before_documents = true}},
    // The footer
    {get, urls::support, anyone, show_support},
    {get, "/hulp/{slug}", anyone, show_support},
    {get, urls::practice_contact, anyone, show_practice_contact},
    {get, "/praktijk/{slug}", anyone, show_practice_contact},
    {get, urls::contact, anyone, show_contact},
    {get, "/contact/{slug}", anyone, show_contact},
    {get, urls::terms, anyone, show_terms},
    {get, "/gebruikersvoorwaarden/{slug}", anyone, show_terms},
    {get, urls::privacy, anyone, show_privacy},
    {get, "/privacyverklaring/{slug}", anyone, show_privacy},
    // The demo
    {get, urls::mailbox, anyone, show_mailbox},
    {get, urls::sample_letter, anyone, show_sample_letter, {.work = slow}},
    {get, urls::sample_service, anyone, show_sample_service},
};

}  // namespace

std::span<Route const> patient_routes() {
    return table;
}

}  // namespace voordeur
