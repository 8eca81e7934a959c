// SPDX-License-Identifier: EUPL-1.2
#include "crypto/start_crypto.hpp"

#include <sodium.h>

#include <stdexcept>

namespace voordeur {

void start_crypto() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start on this machine.");
}

}  // namespace voordeur
