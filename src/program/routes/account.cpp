// SPDX-License-Identifier: EUPL-1.2
// I: what the owner of an account sees and changes beside the ways to sign in.
#include "account/access_log.hpp"
#include "account/deletion.hpp"
#include "account/download.hpp"
#include "account/email.hpp"
#include "account/email_links.hpp"
#include "account/language.hpp"
#include "account/password.hpp"
#include "account/phone.hpp"
#include "account/sessions.hpp"
#include "account/sign_ins.hpp"
#include "account/super_pin.hpp"
#include "routes/route.hpp"
#include "sessions/next_step_rules.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

using enum Method;
using enum Who;
using enum Limit;

constexpr auto slow = Work::slow;
constexpr SignInNeed both_factors{SignInLevel::two_factors};
// Who refuses a changed document may still take the data along and leave.
constexpr RouteTerms to_leave(Change change, Work work = {}) {
    return {.need = fresh_for(change), .work = work, .before_documents = true};
}

constexpr Route table[] = {
    {get, urls::account_sessions, patient, show_sessions, {.need = both_factors}},
    {get, urls::account_sign_ins, patient, show_sign_ins, {.need = both_factors}},
    {post, urls::account_sessions_end, patient, submit_end_session, {.need = fresh_for(Change::sessions)}},
    {post,
     urls::account_sessions_end_others,
     patient,
     submit_end_other_sessions,
     {.need = fresh_for(Change::sessions)}},
    {post, urls::account_language, patient, submit_language, {.need = both_factors}},
    {get, urls::account_log, patient, show_access_log, {.need = both_factors}},
    {get, urls::account_log_line, patient, show_access_line, {.need = both_factors}},
    {get, urls::account_phone, patient, show_account_phone, {.need = fresh_for(Change::phone)}},
    {post,
     urls::account_phone,
     patient,
     submit_account_phone,
     {.need = fresh_for(Change::phone), .work = slow, .limit = sms}},
    {get, urls::account_phone_code, patient, show_account_phone_code, {.need = fresh_for(Change::phone)}},
    {post,
     urls::account_phone_code,
     patient,
     submit_account_phone_code,
     {.need = fresh_for(Change::phone), .limit = code_tries}},
    {post,
     urls::account_phone_code_again,
     patient,
     submit_account_phone_code_again,
     {.need = fresh_for(Change::phone), .work = slow, .limit = sms}},
    {get, urls::account_super_pin, patient, show_account_super_pin, {.need = fresh_for(Change::super_pin)}},
    {post,
     urls::account_super_pin,
     patient,
     submit_account_super_pin,
     {.need = fresh_for(Change::super_pin), .work = slow, .early = answer_account_super_pin_early}},
    {get,
     urls::account_super_pin_kept,
     patient,
     show_account_super_pin,
     {.need = fresh_for(Change::super_pin)}},
    {post,
     urls::account_super_pin_kept,
     patient,
     submit_kept_account_super_pin,
     {.need = fresh_for(Change::super_pin)}},
    {get,
     urls::account_super_pin_sheet,
     patient,
     show_account_super_pin_sheet,
     {.need = fresh_for(Change::super_pin), .work = slow}},
    {get, urls::account_password, patient, show_account_password, {.need = fresh_for(Change::password)}},
    {post,
     urls::account_password,
     patient,
     submit_account_password,
     {.need = fresh_for(Change::password), .work = slow, .early = answer_account_password_early}},
    {get, urls::account_download, patient, show_download, to_leave(Change::download)},
    {post, urls::account_download, patient, submit_download, to_leave(Change::download)},
    {get, urls::account_download_json, patient, show_own_data_json, to_leave(Change::download, slow)},
    {get, urls::account_download_html, patient, show_own_data_html, to_leave(Change::download, slow)},
    {get, urls::account_email, patient, show_account_email, {.need = fresh_for(Change::email)}},
    {post,
     urls::account_email,
     patient,
     submit_account_email,
     {.need = fresh_for(Change::email), .limit = mails}},
    {post,
     urls::account_email_again,
     patient,
     submit_account_email_again,
     {.need = fresh_for(Change::email), .limit = mails}},
    {post,
     urls::account_email_cancel,
     patient,
     submit_account_email_cancel,
     {.need = fresh_for(Change::email)}},
    {get, urls::account_deletion, patient, show_deletion, to_leave(Change::deletion)},
    {post, urls::account_deletion, patient, submit_deletion, to_leave(Change::deletion)},
    {post,
     urls::account_no_deletion,
     patient,
     submit_no_deletion,
     {.need = both_factors, .before_documents = true}},
    // The mails of a change of address
    {get, "/e/{token}", anyone, show_confirm_email},
    {post, "/e/{token}", anyone, submit_confirm_email},
    {get, "/x/{token}", anyone, show_stop_email},
    {post, "/x/{token}", anyone, submit_stop_email},
};

}  // namespace

std::span<Route const> account_routes() {
    return table;
}

}  // namespace voordeur
