// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "base/time.hpp"
#include "outbox/curl_handles.hpp"
#include "outbox/mail_settings.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

// Hands mails to one mail server. Thread safe; a connection is kept for the next mail.
class SmtpMailer {
  public:
    SmtpMailer(MailSettings settings, Clock const& clock);

    SendOutcome send(Id<NewMessage> const& message_id, Email const& email);
    void stop() { handles_.stop(); }

  private:
    MailSettings settings_;
    Clock const& clock_;
    CurlHandles handles_;
};

}  // namespace voordeur
