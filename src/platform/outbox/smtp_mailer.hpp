// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "outbox/curl_handles.hpp"
#include "outbox/mail_settings.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

// Hands mails to one mail server. Thread safe; a connection is kept for the next mail. Where a
// login fails the other ways of logging in are tried, and the one that works is kept to.
class SmtpMailer {
  public:
    SmtpMailer(MailSettings settings, Clock const& clock);

    SendOutcome send(Id<NewMessage> const& message_id, Email const& email);
    void stop() { handles_.stop(); }

  private:
    struct Try {
        std::size_t login;
        std::chrono::seconds timeout;
    };
    struct Tried {
        SendOutcome outcome;
        bool login_failed;
    };
    Tried send_with(Try const& how, std::vector<std::string> const& fields, Email const& email);

    MailSettings settings_;
    Clock const& clock_;
    CurlHandles handles_;
    std::atomic<std::size_t> login_ = 0;  // the way of logging in that worked last
    std::atomic<bool> none_worked_ = false;
};

}  // namespace voordeur
