// SPDX-License-Identifier: EUPL-1.2
#include "make_transport.hpp"

#include <utility>

#include "outbox/network_transport.hpp"

namespace voordeur {

std::unique_ptr<Transport> make_transport(Config const& config, std::string logo_png, Clock const& clock) {
    check_for_serve(config);
    auto mail = *config.mail;
    mail.logo_png = std::move(logo_png);
    return make_network_transport(mail, config.sms, clock);
}

}  // namespace voordeur
