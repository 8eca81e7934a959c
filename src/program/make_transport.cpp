// SPDX-License-Identifier: EUPL-1.2
#include "make_transport.hpp"

#include <utility>

#include "base/log.hpp"
#include "config/url.hpp"
#include "outbox/network_transport.hpp"

namespace voordeur {
namespace {

// Kannel in the same network speaks no TLS; but whoever is on the way reads the codes.
void warn_of_readable_way(std::string const& gateway) {
    auto const url = Url::parse(gateway);
    if (url && url->scheme == "http" && !is_loopback(url->host))
        log_warning("sms_gateway_without_tls", {{"host", url->host}});
}

void warn_of_readable_mail(MailSettings const& mail) {
    auto const url = Url::parse(mail.url);
    if (!url || url->scheme == "smtps" || is_loopback(url->host)) return;
    if (mail.tls == MailTls::none) log_warning("mail_without_tls", {{"host", url->host}});
    // Whoever is on the way takes the offer away.
    if (mail.tls == MailTls::if_offered) log_warning("mail_tls_not_required", {{"host", url->host}});
}

}  // namespace

std::unique_ptr<Transport> make_transport(Config const& config, std::string logo_png, Clock const& clock) {
    check_for_serve(config);
    warn_of_readable_mail(*config.mail);
    if (config.sms) warn_of_readable_way(config.sms->url);
    auto mail = *config.mail;
    mail.logo_png = std::move(logo_png);
    return make_network_transport(mail, config.sms, clock);
}

}  // namespace voordeur
