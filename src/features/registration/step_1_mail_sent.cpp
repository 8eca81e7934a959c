// SPDX-License-Identifier: EUPL-1.2
#include "registration/step_1_mail_sent.hpp"

#include "app.hpp"
#include "audit/audit.hpp"
#include "page.hpp"
#include "patients/mails.hpp"
#include "patients/registration_store.hpp"
#include "registration/link.hpp"
#include "registration/resend_mail.hpp"
#include "registration/step_1_mail_sent.html.hpp"
#include "registration/words.hpp"
#include "store/database.hpp"
#include "urls.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {

Response show_mail_sent(App const& app, LinkVisitor const& visitor) {
    namespace html = html::registration_step_1_mail_sent;
    std::optional<Registration> registration;
    bool waits = false;
    MailVerdict next = MailMayGo{};
    app.database.read([&](Transaction& transaction) {
        registration = registration_of(transaction, visitor);
        waits = waits_for_mail(transaction, *registration);
        next =
            next_link_mail(transaction, app.patients, *registration, {LinkKind::confirmation, visitor.now()});
    });
    if (!waits) return see_other(visitor.link().path);
    auto const action = visitor.link().path + std::string(urls::mail_sent);
    auto page =
        page_for(app, visitor, html::file{.from = sender_address(app)}, words::registration::mail_sent_title);
    page.step(html::STEP, 1);
    auto const sending = sending_of_mail(app, LinkKind::confirmation, registration->id);
    if (sending == Sending::given_up)
        page.show(html::REFUSED);
    else
        page.show(html::GOES);
    set_email(page, html::EMAIL_NAME, html::EMAIL_HOST, registration->email);
    fill_mail_resend(page, visitor, {html::RESEND, action, next, sending, visitor.query.has("opnieuw")});
    return page.respond();
}

Response submit_mail_sent(App const& app, LinkVisitor const& visitor) {
    auto const verdict = app.database.transaction([&](Transaction& transaction) -> MailVerdict {
        auto const registration = registration_of(transaction, visitor);
        if (!waits_for_mail(transaction, registration)) return MailTooSoon{visitor.now()};
        auto const sent =
            send_link_again(transaction, app.patients, registration,
                            {LinkKind::confirmation, visitor.now(), visitor.language, Urgency::asked_for});
        if (std::holds_alternative<MailMayGo>(sent))
            record_step(transaction, app, visitor,
                        {.type = AuditType::registration_confirmation_again,
                         .action = Action::create,
                         .object = registration.id});
        return sent;
    });
    auto const path = visitor.link().path + std::string(urls::mail_sent);
    return see_other(std::holds_alternative<MailMayGo>(verdict) ? path + "?opnieuw" : path);
}

}  // namespace voordeur
