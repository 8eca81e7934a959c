// SPDX-License-Identifier: EUPL-1.2
// H: something is lost.
#include "recovery/ask.hpp"
#include "recovery/at_hand.hpp"
#include "recovery/enter.hpp"
#include "recovery/lost_mailbox.hpp"
#include "recovery/lost_phone.hpp"
#include "recovery/new_mailbox.hpp"
#include "recovery/prove.hpp"
#include "recovery/prove_code.hpp"
#include "recovery/prove_passkey.hpp"
#include "recovery/renew.hpp"
#include "recovery/stop.hpp"
#include "routes/route.hpp"
#include "sessions/next_step_rules.hpp"
#include "urls.hpp"
#include "visitor.hpp"

namespace voordeur {
namespace {

using enum Method;
using enum Who;
using enum Limit;
using enum NextStep;

constexpr auto slow = Work::slow;

constexpr Route table[] = {
    {get, urls::lost_phone, patient, show_lost_phone, {.at = enter_code}},
    {post, urls::lost_phone, patient, submit_lost_phone, {.at = enter_code}},
    {post, urls::stop_sms, patient, submit_stop_sms, {.at = enter_code}},
    {get, urls::forgot_password, anyone, show_ask_to_recover},
    {post, urls::forgot_password, anyone, submit_ask_to_recover, {.limit = mails}},
    {get, "/wachtwoord-vergeten/{slug}", anyone, show_ask_to_recover},
    {post, "/wachtwoord-vergeten/{slug}", anyone, submit_ask_to_recover, {.limit = mails}},
    {get, urls::asked_to_recover, anyone, show_asked_to_recover},
    {get, "/wachtwoord-vergeten-verstuurd/{slug}", anyone, show_asked_to_recover},
    {get, "/h/{token}", anyone, show_enter},
    {post, "/h/{token}", anyone, submit_enter},
    {get, urls::at_hand, anyone, show_at_hand},
    {get, urls::recover_by_super_pin, anyone, show_recover_by_super_pin},
    {post,
     urls::recover_by_super_pin,
     anyone,
     submit_recover_by_super_pin,
     {.work = slow, .limit = super_pin_tries, .early = answer_super_pin_proof_early}},
    {get, urls::recover_by_password, anyone, show_recover_by_password},
    {post,
     urls::recover_by_password,
     anyone,
     submit_recover_by_password,
     {.work = slow, .limit = password_tries, .early = answer_password_proof_early}},
    {post, urls::recover_by_phone, anyone, submit_recover_by_phone, {.work = slow, .limit = sms}},
    {get, urls::recover_by_code, anyone, show_recover_by_code},
    {post, urls::recover_by_code, anyone, submit_recover_by_code, {.limit = code_tries}},
    {get, urls::recover_by_app, anyone, show_recover_by_app},
    {post, urls::recover_by_app, anyone, submit_recover_by_app, {.limit = code_tries}},
    {get, urls::recover_by_passkey, anyone, show_recover_by_passkey},
    {post, urls::recover_by_passkey, anyone, submit_recover_by_passkey, {.limit = code_tries}},
    {post, urls::recover_by_passkey_question, anyone, submit_recover_by_passkey_question},
    {get, urls::recover_by_paper_code, anyone, show_recover_by_paper_code},
    {post, urls::recover_by_paper_code, anyone, submit_recover_by_paper_code, {.limit = code_tries}},
    {post, urls::stop_sms_at_hand, anyone, submit_stop_sms_at_hand},
    {post, urls::resume_sms, anyone, submit_resume_sms},
    {get, urls::recovery_wait, anyone, show_wait},
    {post, urls::recovery_wait, anyone, submit_wait},
    {get, urls::new_phone, anyone, show_new_phone},
    {post, urls::new_phone, anyone, submit_new_phone, {.work = slow, .limit = sms}},
    {get, urls::new_phone_code, anyone, show_new_phone_code},
    {post, urls::new_phone_code, anyone, submit_new_phone_code, {.limit = code_tries}},
    {get, urls::lost_mailbox, anyone, show_lost_mailbox},
    {post,
     urls::lost_mailbox,
     anyone,
     submit_lost_mailbox,
     {.work = slow, .limit = super_pin_tries, .early = answer_lost_mailbox_early}},
    {get, urls::new_mailbox, anyone, show_new_mailbox},
    {post, urls::new_mailbox, anyone, submit_new_mailbox, {.limit = mails}},
    {get, urls::new_mailbox_sent, anyone, show_new_mailbox_sent},
    {get, "/m/{token}", anyone, show_confirm_mailbox},
    {post, "/m/{token}", anyone, submit_confirm_mailbox},
    {get, urls::new_access, anyone, show_new_access},
    {post, urls::new_access, anyone, submit_new_access, {.work = slow, .early = answer_new_access_early}},
    {get, urls::recovered, anyone, show_recovered},
    {get, "/hersteld/{slug}", anyone, show_recovered},
    {get, "/s/{token}", anyone, show_stop},
    {post, "/s/{token}", anyone, submit_stop},
};

}  // namespace

std::span<Route const> recovery_routes() {
    return table;
}

}  // namespace voordeur
