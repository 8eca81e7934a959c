// SPDX-License-Identifier: EUPL-1.2
// Keys of our own that sign for others to read, by OpenSSL.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "crypto/signature.hpp"

namespace voordeur {

// Of RFC 7518 section 3.1.
enum class SigningAlgorithm {
    rs256,  // RSASSA-PKCS1-v1_5 with SHA-256
    es256,  // ECDSA with SHA-256 on P-256
};
std::string_view name_of(SigningAlgorithm algorithm);
std::optional<SigningAlgorithm> signing_algorithm_of(std::string_view name);

struct PrivateKeyTag;
using PrivateKey = Secret<PrivateKeyTag>;  // PKCS #8, DER

// Signs with one key. Thread safe.
class Signer {
  public:
    virtual ~Signer() = default;
    // As JSON Web Signature has it: of ECDSA the two numbers, 32 bytes each (RFC 7518 section 3.4).
    virtual std::string sign(std::string_view message) const = 0;
    virtual PublicKey public_key() const = 0;
};

// RSA keys have 2048 bits.
PrivateKey make_private_key(SigningAlgorithm algorithm);
// Throws std::runtime_error when it is none.
std::unique_ptr<Signer> signer_of(PrivateKey const& key);

}  // namespace voordeur
