// SPDX-License-Identifier: EUPL-1.2
#include "factors/passkeys/cose_key.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace voordeur {
namespace {

// Labels of RFC 9052 section 7.1 and RFC 9053 section 7, RFC 8230 section 4.
constexpr std::int64_t kty = 1, alg = 3;
constexpr std::int64_t first = -1, second = -2, third = -3;
constexpr std::int64_t okp = 1, ec2 = 2, rsa = 3;
constexpr std::int64_t p256 = 1, ed25519 = 6;

std::optional<std::int64_t> number_at(Cbor const& cbor, std::int64_t label) {
    auto const* const found = cbor.at(label);
    return found == nullptr ? std::nullopt : found->number();
}

std::optional<std::string> bytes_at(Cbor const& cbor, std::int64_t label) {
    auto const* const found = cbor.at(label);
    auto const bytes = found == nullptr ? std::nullopt : found->bytes();
    return bytes ? std::optional(std::string(*bytes)) : std::nullopt;
}

// Exactly the members of a public key: a private one has more.
bool has_members(Cbor const& cbor, std::size_t count) {
    return cbor.map()->size() == count;
}

std::optional<PublicKey> p256_key(Cbor const& cbor) {
    auto const x = bytes_at(cbor, second), y = bytes_at(cbor, third);
    if (number_at(cbor, kty) != ec2 || number_at(cbor, first) != p256 || !x || !y || !has_members(cbor, 5))
        return std::nullopt;
    return P256Key{*x, *y};
}

std::optional<PublicKey> ed25519_key(Cbor const& cbor) {
    auto const x = bytes_at(cbor, second);
    if (number_at(cbor, kty) != okp || number_at(cbor, first) != ed25519 || !x || !has_members(cbor, 4))
        return std::nullopt;
    return Ed25519Key{*x};
}

std::optional<PublicKey> rsa_key(Cbor const& cbor) {
    auto const modulus = bytes_at(cbor, first), exponent = bytes_at(cbor, second);
    if (number_at(cbor, kty) != rsa || !modulus || !exponent || !has_members(cbor, 4)) return std::nullopt;
    return RsaKey{*modulus, *exponent};
}

}  // namespace

std::variant<CoseKey, PasskeyRefusal> read_cose_key(Cbor const& cbor) {
    auto const algorithm = cbor.map() == nullptr ? std::nullopt : number_at(cbor, alg);
    if (!algorithm) return PasskeyRefusal::key_unreadable;
    if (std::ranges::find(asked_algorithms, *algorithm) == asked_algorithms.end())
        return PasskeyRefusal::algorithm_not_asked;
    auto key = *algorithm == es256 ? p256_key(cbor) : *algorithm == eddsa ? ed25519_key(cbor) : rsa_key(cbor);
    if (!key) return PasskeyRefusal::key_of_another_algorithm;
    return CoseKey{*algorithm, std::move(*key)};
}

}  // namespace voordeur
