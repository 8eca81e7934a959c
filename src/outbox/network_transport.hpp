// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <utility>

#include "outbox/sms_gateway.hpp"
#include "outbox/smtp_mailer.hpp"

namespace voordeur {

// The real way out.
class NetworkTransport final : public Transport {
  public:
    NetworkTransport(MailSettings mail, SmsGatewaySettings sms, Clock const& clock)
        : mailer_(std::move(mail), clock), gateway_(std::move(sms)) {}

    SendOutcome send(std::string const& id, Email const& email) override { return mailer_.send(id, email); }
    SendOutcome send(std::string const& id, Sms const& sms) override { return gateway_.send(id, sms); }
    void stop() override {
        mailer_.stop();
        gateway_.stop();
    }

  private:
    SmtpMailer mailer_;
    SmsGateway gateway_;
};

}  // namespace voordeur
