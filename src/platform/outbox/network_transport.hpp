// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>

#include "base/time.hpp"
#include "outbox/mail_settings.hpp"
#include "outbox/sms_request.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

// For the start: throws std::runtime_error when the module is missing or another's.
void check_network();

// The real way out: SMTP, and HTTP to the SMS gateway; without `sms` every SMS waits, and says why. libcurl
// is in a module of its own, loaded at the first message (docs/decisions/0008). `clock` outlives the
// transport.
std::unique_ptr<Transport> make_network_transport(MailSettings mail, std::optional<SmsGatewaySettings> sms,
                                                  Clock const& clock);

}  // namespace voordeur
