// SPDX-License-Identifier: EUPL-1.2
#include "registration/resend_mail.hpp"

#include <algorithm>

#include "app.hpp"
#include "base/overloaded.hpp"
#include "outbox/outbox_store.hpp"
#include "page.hpp"
#include "patients/registration_store.hpp"
#include "registration/words.hpp"
#include "resend.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "words/dates.hpp"

namespace voordeur {
namespace {

// The gateway refused or did not answer: the page says that it may take longer.
bool is_slow(App const& app, Id<Registration> const& registration_id) {
    auto const states = app.database.read(
        [&](Transaction& transaction) { return message_states(transaction, registration_id.text()); });
    return std::any_of(states.begin(), states.end(), [](MessageState const& state) {
        return state.state == "waiting" && state.last_error;
    });
}

}  // namespace

void fill_mail_resend(Page& page, App const& app, Visitor const& visitor, MailResend const& resend) {
    Resend block{.action = resend.action, .button = words::registration::mail_sent_again_button};
    block.slow = is_slow(app, resend.registration_id);
    if (resend.sent_again) block.sent_again = words::registration::mail_sent_again;
    std::visit(overloaded{[&](MailMayGo const&) {},
                          [&](MailTooSoon const& soon) {
                              block.wait = std::chrono::ceil<std::chrono::seconds>(soon.next - visitor.now());
                          },
                          [&](MailLimitReached const& limit) {
                              block.limit_until = date_and_time(limit.next, visitor.language);
                          }},
               resend.verdict);
    fill_resend(page, resend.where, block);
}

std::string sender_address(App const& app) {
    return app.site.mail_sender;
}

}  // namespace voordeur
