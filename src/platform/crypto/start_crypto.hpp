// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace voordeur {

// Once, before anything else of this folder and before any thread: libsodium chooses what this machine does
// fastest. Throws std::runtime_error when it cannot.
void start_crypto();

}  // namespace voordeur
