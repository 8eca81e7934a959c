// SPDX-License-Identifier: EUPL-1.2
#include "outbox/network_module.hpp"

#include "outbox/sms_gateway.hpp"
#include "outbox/smtp_mailer.hpp"

namespace voordeur {
namespace {

class NetworkTransport final : public Transport {
  public:
    NetworkTransport(MailSettings const& mail, std::optional<SmsGatewaySettings> const& sms,
                     Clock const& clock)
        : mailer_(mail, clock) {
        if (sms) gateway_.emplace(*sms);
    }

    SendOutcome send(Id<NewMessage> const& id, Email const& email) override {
        return mailer_.send(id, email);
    }
    SendOutcome send(Id<NewMessage> const& id, Sms const& sms) override {
        if (!gateway_) return {SendResult::later, "[sms] is missing in the configuration"};
        return gateway_->send(id.text(), sms);
    }
    void stop() override {
        mailer_.stop();
        if (gateway_) gateway_->stop();
    }

  private:
    SmtpMailer mailer_;
    std::optional<SmsGateway> gateway_;
};

}  // namespace

extern "C" Transport* voordeur_make_network_transport(MailSettings const& mail,
                                                      std::optional<SmsGatewaySettings> const& sms,
                                                      Clock const& clock) {
    return new NetworkTransport(mail, sms, clock);
}

}  // namespace voordeur
