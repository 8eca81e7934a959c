// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>

#include "base/time.hpp"
#include "configuration/configuration.hpp"
#include "outbox/transport.hpp"

namespace voordeur {

// The mail server and the SMS gateway of the configuration; both outlive nothing but `clock`. Without [sms]
// every SMS waits, and says why. Throws ConfigError, also when [mail] is missing.
std::unique_ptr<Transport> make_transport(Config const& config, Clock const& clock);

}  // namespace voordeur
