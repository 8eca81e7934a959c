// SPDX-License-Identifier: EUPL-1.2
// Signatures of keys that are not ours, by OpenSSL.
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace voordeur {

// Each number big-endian, as it came.
struct P256Key {  // ECDSA with SHA-256 on P-256; signatures as DER
    std::string x, y;
};
struct RsaKey {  // PKCS #1 v1.5 with SHA-256
    std::string modulus, exponent;
};
struct Ed25519Key {
    std::string x;
};
using PublicKey = std::variant<P256Key, RsaKey, Ed25519Key>;

// On its curve; an RSA key of 2048 to 8192 bits with a small odd exponent.
bool is_valid_key(PublicKey const& key);
// False also for a key that is not valid. Thread safe, as is the one above.
bool is_signed_by(PublicKey const& key, std::string_view message, std::string_view signature);

// Throws std::runtime_error with one sentence when the module is not there, or cannot be loaded.
void check_signatures();

}  // namespace voordeur
