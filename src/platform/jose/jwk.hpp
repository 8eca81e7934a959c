// SPDX-License-Identifier: EUPL-1.2
// JSON Web Keys (RFC 7517), public ones.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/signature.hpp"
#include "crypto/signing_key.hpp"

namespace voordeur {

// RFC 7638, SHA-256: what our keys are called. Of RSA and P-256 keys.
std::string thumbprint_of(PublicKey const& key);
// For signing, with alg, kid and use.
nlohmann::ordered_json jwk_of(PublicKey const& key, SigningAlgorithm algorithm);

// Of somebody else, to check what they signed.
struct NamedKey {
    std::string kid;
    SigningAlgorithm algorithm;
    PublicKey key;
};
// A JSON Web Key Set; keys that are for other uses are left out. nullopt: none (read_object), none that we
// can check by, more than 10, or one that is not valid, has no name of its own, or has a private part.
std::optional<std::vector<NamedKey>> read_key_set(std::string_view text);

}  // namespace voordeur
