// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// RFC 4648 section 6 without padding: how an authenticator app takes its secret.
std::string to_base32(std::string_view bytes);

}  // namespace voordeur
