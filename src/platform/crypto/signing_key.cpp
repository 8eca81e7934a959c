// SPDX-License-Identifier: EUPL-1.2
#include "crypto/signing_key.hpp"

#include "crypto/signature_module.hpp"

namespace voordeur {

std::string_view name_of(SigningAlgorithm algorithm) {
    return algorithm == SigningAlgorithm::es256 ? "ES256" : "RS256";
}

std::optional<SigningAlgorithm> signing_algorithm_of(std::string_view name) {
    for (auto const algorithm : {SigningAlgorithm::rs256, SigningAlgorithm::es256})
        if (name_of(algorithm) == name) return algorithm;
    return std::nullopt;
}

PrivateKey make_private_key(SigningAlgorithm algorithm) {
    return signatures().make_private_key(algorithm);
}

std::unique_ptr<Signer> signer_of(PrivateKey const& key) {
    return signatures().signer_of(key);
}

}  // namespace voordeur
