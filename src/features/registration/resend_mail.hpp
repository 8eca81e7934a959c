// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "base/id.hpp"
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
    Id<Registration> registration_id;
    bool sent_again = false;
};
// The button that sends a mail again, with what hinders it.
void fill_mail_resend(Page& page, App const& app, Visitor const& visitor, MailResend const& resend);

// The address that our mails come from.
std::string sender_address(App const& app);

}  // namespace voordeur
