// SPDX-License-Identifier: EUPL-1.2
// The public key of a passkey as COSE writes it (RFC 9053).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include "crypto/signature.hpp"
#include "factors/passkeys/passkey_refusal.hpp"
#include "values/cbor.hpp"

namespace voordeur {

// What we ask for, in the order of preference: ES256, Ed25519, and RS256 for Windows.
constexpr std::int64_t es256 = -7, eddsa = -8, rs256 = -257;
constexpr std::array<std::int64_t, 3> asked_algorithms{es256, eddsa, rs256};

struct CoseKey {
    std::int64_t algorithm;
    PublicKey key;
};
// Whether it is a key of the algorithm that it names; not whether it is a good one.
std::variant<CoseKey, PasskeyRefusal> read_cose_key(Cbor const& cbor);

}  // namespace voordeur
