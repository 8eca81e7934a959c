// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "concerns.hpp"

namespace voordeur {

// Whether anybody but this user can come to the socket file that `listen` names
// ("unix:/run/voordeur/http.sock"): the proxy is another user. Nullopt where somebody can, where there is no
// such folder yet, and for an address with a port.
std::optional<Concern> socket_concern(std::string const& listen);

}  // namespace voordeur
