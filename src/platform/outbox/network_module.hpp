// SPDX-License-Identifier: EUPL-1.2
// What voordeur-network.so gives.
#pragma once

#include <optional>

#include "base/time.hpp"
#include "outbox/mail_settings.hpp"
#include "outbox/sms_request.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

// The caller owns the transport.
using MakeNetworkTransport = Transport*(MailSettings const&, std::optional<SmsGatewaySettings> const&,
                                        Clock const&);
constexpr char const* network_file = "voordeur-network.so";
constexpr char const* make_network_transport_name = "voordeur_make_network_transport";

}  // namespace voordeur
