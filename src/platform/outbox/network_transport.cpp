// SPDX-License-Identifier: EUPL-1.2
#include "outbox/network_transport.hpp"

#include <mutex>
#include <utility>

#include "base/module.hpp"
#include "outbox/ask_site.hpp"
#include "outbox/network_module.hpp"

namespace voordeur {
namespace {

class LoadedAtFirstMessage final : public Transport {
  public:
    LoadedAtFirstMessage(MailSettings mail, std::optional<SmsGatewaySettings> sms, Clock const& clock)
        : mail_(std::move(mail)), sms_(std::move(sms)), clock_(clock) {}

    SendOutcome send(Id<NewMessage> const& id, Email const& email) override {
        return loaded().send(id, email);
    }
    SendOutcome send(Id<NewMessage> const& id, Sms const& sms) override { return loaded().send(id, sms); }
    void stop() override {
        std::lock_guard const lock(mutex_);
        is_stopped_ = true;
        if (transport_) transport_->stop();
    }

  private:
    Transport& loaded() {
        std::lock_guard const lock(mutex_);
        if (!transport_) {
            auto* const make = load_function<MakeNetworkTransport>(network_file, make_network_transport_name);
            transport_.reset(make(mail_, sms_, clock_));
            if (is_stopped_) transport_->stop();
        }
        return *transport_;
    }

    MailSettings mail_;
    std::optional<SmsGatewaySettings> sms_;
    Clock const& clock_;
    std::mutex mutex_;
    std::unique_ptr<Transport> transport_;
    bool is_stopped_ = false;
};

}  // namespace

SiteAnswer ask_site(std::string const& url) {
    static auto* const ask = load_function<AskSite>(network_file, ask_site_name);
    SiteAnswer answer;
    ask(url, answer);
    return answer;
}

void check_network() {
    check_module(network_file);
}

std::unique_ptr<Transport> make_network_transport(MailSettings mail, std::optional<SmsGatewaySettings> sms,
                                                  Clock const& clock) {
    return std::make_unique<LoadedAtFirstMessage>(std::move(mail), std::move(sms), clock);
}

}  // namespace voordeur
