// SPDX-License-Identifier: EUPL-1.2
// JSON Web Keys (RFC 7517), public ones.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "crypto/signature.hpp"
#include "crypto/signing_key.hpp"

namespace voordeur {

// RFC 7638, SHA-256: what our keys are called. Of RSA and P-256 keys.
std::string thumbprint_of(PublicKey const& key);
// For signing, with alg, kid and use.
nlohmann::ordered_json jwk_of(PublicKey const& key, SigningAlgorithm algorithm);

}  // namespace voordeur
