// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "config/config.hpp"

namespace voordeur {

// The address that a request comes from: the connection's peer, or, when that is a trusted proxy, the
// rightmost address of X-Forwarded-For that is not one. IPv6 by its /64, since one person has all of that.
std::string client_network(std::string_view peer, std::string_view forwarded_for,
                           TrustedProxies const& proxies);

}  // namespace voordeur
