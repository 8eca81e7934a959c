// SPDX-License-Identifier: EUPL-1.2
#include "make_transport.hpp"

#include "base/log.hpp"
#include "config/url.hpp"
#include "outbox/network_transport.hpp"

namespace voordeur {
namespace {

MailTls tls_of(MailConfig::Tls tls) {
    switch (tls) {
        case MailConfig::Tls::if_offered:
            return MailTls::if_offered;
        case MailConfig::Tls::none:
            return MailTls::none;
        case MailConfig::Tls::required:
            break;
    }
    return MailTls::required;
}

MailSettings settings_of(MailConfig const& config) {
    MailSettings settings;
    settings.url = config.url;
    settings.from = {config.from_name, config.from_address};
    settings.tls = tls_of(config.tls);
    settings.user = config.user;
    settings.password = config.password;
    settings.ca_file = config.ca_file.string();
    settings.hello_name = config.helo;
    return settings;
}

SmsGatewaySettings settings_of(SmsConfig const& config) {
    SmsGatewaySettings settings;
    settings.url = config.url;
    settings.post = config.post;
    settings.query = config.query;
    settings.form = config.form;
    settings.json = config.json;
    settings.headers = config.headers;
    for (auto const& [name, value] : config.secret_headers) settings.headers[name] = value.reveal();
    settings.ca_file = config.ca_file.string();
    return settings;
}

// Kannel in the same network speaks no TLS; but whoever is on the way reads the codes.
void warn_of_readable_way(std::string const& gateway) {
    auto const url = Url::parse(gateway);
    if (url && url->scheme == "http" && !is_loopback(url->host))
        log_warning("sms_gateway_without_tls", {{"host", url->host}});
}

}  // namespace

std::unique_ptr<Transport> make_transport(Config const& config, Clock const& clock) {
    check_for_serve(config);
    std::optional<SmsGatewaySettings> sms;
    if (config.sms) {
        sms = settings_of(*config.sms);
        warn_of_readable_way(sms->url);
    }
    return make_network_transport(settings_of(*config.mail), std::move(sms), clock);
}

}  // namespace voordeur
