// SPDX-License-Identifier: EUPL-1.2
#include "account/passkeys.hpp"

#include "account/confirm.hpp"
#include "account/passkey_names.hpp"
#include "account/passkey_removal.hpp"
#include "portal/passkey_offer.hpp"
#include "problem_pages.hpp"
#include "routes/route.hpp"
#include "second_factor/passkey.hpp"
#include "sign_in/passkey.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

using enum Method;
using enum Who;

constexpr SignInNeed both_factors{SignInLevel::two_factors};

constexpr Route table[] = {
    // E1 and G: alone, and after the password
    {post, urls::sign_in_passkey_question, anyone, submit_passkey_question},
    {post, urls::sign_in_passkey, anyone, submit_passkey},
    {post, urls::sign_in_code_question, patient, submit_code_question, {.at = NextStep::enter_code}},
    // F: as the first way beside the password
    {get, urls::first_passkey, patient, show_passkey, {.at = NextStep::add_second_factor}},
    {post, urls::first_passkey, patient, submit_new_passkey, {.at = NextStep::add_second_factor}},
    {post,
     urls::first_passkey_question,
     patient,
     submit_passkey_question_here,
     {.at = NextStep::add_second_factor}},
    {post,
     urls::first_passkey_password,
     patient,
     submit_passkey_password,
     {.at = NextStep::add_second_factor,
      .work = Work::slow,
      .limit = Limit::password_tries,
      .early = standing_wait_page}},
    // K: offered among the e-services
    {post, urls::no_passkey, patient, submit_no_passkey, {.need = both_factors}},
    // I: before a change
    {post,
     "/mijn-account/{change}/bevestig/vraag",
     patient,
     submit_confirm_question,
     {.need = both_factors, .before_documents = true}},
    // I: added, named, removed
    {get, urls::account_passkeys, patient, show_account_passkeys, {.need = fresh_for(Change::passkeys)}},
    {post, urls::account_passkeys, patient, submit_account_passkey, {.need = fresh_for(Change::passkeys)}},
    {post,
     urls::account_passkey_question,
     patient,
     submit_account_passkey_question,
     {.need = fresh_for(Change::passkeys)}},
    {get,
     urls::account_passkey_names,
     patient,
     show_passkey_names,
     {.need = fresh_for(Change::passkey_names)}},
    {post,
     urls::account_passkey_names,
     patient,
     submit_passkey_name,
     {.need = fresh_for(Change::passkey_names)}},
    {get,
     urls::account_passkey_removal,
     patient,
     show_passkey_removal,
     {.need = fresh_for(Change::passkey_removal)}},
    {post,
     urls::account_passkey_removal,
     patient,
     submit_passkey_removal,
     {.need = fresh_for(Change::passkey_removal)}},
};

}  // namespace

std::span<Route const> passkey_routes() {
    return table;
}

}  // namespace voordeur
