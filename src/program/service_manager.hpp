// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace voordeur {

// Tells whoever started this process (systemd, Type=notify) what sd_notify(3) calls a state: "READY=1".
// Nobody asked to be told: nothing happens.
void tell_service_manager(std::string const& state);

}  // namespace voordeur
