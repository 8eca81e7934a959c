// SPDX-License-Identifier: EUPL-1.2
#include "registration/resend_mail.hpp"

#include "app.hpp"
#include "base/overloaded.hpp"
#include "outbox/outbox_store.hpp"
#include "page.hpp"
#include "patients/mails.hpp"
#include "patients/registration_store.hpp"
#include "registration/words.hpp"
#include "resend.hpp"
#include "site_settings.hpp"
#include "store/database.hpp"
#include "visitor.hpp"
#include "words/dates.hpp"

namespace voordeur {

Sending sending_of_mail(App const& app, LinkKind kind, Id<Registration> const& registration_id) {
    return app.database.read([&](Transaction& transaction) {
        return newest_sending(transaction, registration_id.text(), mail_purpose(kind));
    });
}

void fill_mail_resend(Page& page, Visitor const& visitor, MailResend const& resend) {
    Resend block{.action = resend.action, .button = words::registration::mail_sent_again_button};
    block.sending = resend.sending;
    block.given_up = words::registration::mail_given_up;
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
