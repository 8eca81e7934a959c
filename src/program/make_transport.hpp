// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "base/time.hpp"
#include "configuration/configuration.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

// The mail server and the SMS gateway of the configuration; both outlive nothing but `clock`. Without [sms]
// every SMS waits, and says why. `logo_png` (may be empty) is for mails that show it. Throws ConfigError,
// also when [mail] is missing.
std::unique_ptr<Transport> make_transport(Config const& config, std::string logo_png, Clock const& clock);

}  // namespace voordeur
