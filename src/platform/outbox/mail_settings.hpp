// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <string>

#include "base/secret.hpp"
#include "outbox/mail_headers.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

// STARTTLS on smtp://; an smtps:// address has TLS from the first byte whatever is said here.
enum class MailTls { required, if_offered, none };

struct MailPasswordTag;

struct MailSettings {
    std::string url = {};  // smtp://host:port or smtps://host:port
    Mailbox from = {};     // its name is used where a mail brings none
    MailTls tls = MailTls::required;
    std::string user = {};  // empty: no login
    Secret<MailPasswordTag> password{std::string()};
    std::string ca_file = {};     // trusted beside the system's; may be empty
    std::string hello_name = {};  // for EHLO; empty: the domain of `from`
    std::string logo_png = {};    // the file itself, for mails that show it; may be empty
    int connections = 4;          // at once, at most
    std::chrono::seconds timeout = longest_send(MessageKind::email);
};

}  // namespace voordeur
