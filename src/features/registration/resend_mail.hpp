// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "base/id.hpp"
#include "outbox/outbox_store.hpp"
#include "page_function.hpp"
#include "patients/registration_rules.hpp"
#include "web/template_names.hpp"

namespace voordeur {

class Page;
struct Registration;

struct MailResend {
    IncludeName where;
    std::string action;
    MailVerdict verdict;  // of the next mail, or of the one that was just asked for
    Sending sending;
    bool sent_again = false;
};
// How the newest mail with such a link fares.
Sending sending_of_mail(App const& app, LinkKind kind, Id<Registration> const& registration_id);
// The button that sends a mail again, with what hinders it.
void fill_mail_resend(Page& page, Visitor const& visitor, MailResend const& resend);

// The address that our mails come from.
std::string sender_address(App const& app);

}  // namespace voordeur
