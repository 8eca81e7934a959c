// SPDX-License-Identifier: EUPL-1.2
// Where the server is reached: the keys public_url, listen, metrics_listen and trusted_proxies.
#pragma once

#include <string>
#include <string_view>

#include "config/config.hpp"
#include "config/section.hpp"

namespace voordeur {

// All throw ConfigError.
std::string read_public_url(Section const& root, std::string const& fallback);
std::string read_listen(Section const& root, std::string_view key, std::string const& fallback);
TrustedProxies read_trusted_proxies(Section const& root);

}  // namespace voordeur
