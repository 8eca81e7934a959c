// SPDX-License-Identifier: EUPL-1.2
#include "jose/jws.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "crypto/encoding.hpp"
#include "jose/strict_json.hpp"

namespace voordeur {
namespace {

constexpr std::size_t p256_bytes = 32;
constexpr std::string_view refused_headers[] = {"crit", "b64", "jku", "jwk", "x5u", "x5c"};

std::optional<nlohmann::json> object_in(std::string_view part) {
    auto const text = from_base64url(part);
    return text ? read_object(*text) : std::nullopt;
}

// A number of DER: no zeros before it, but one where it would be below zero.
std::string der_number(std::string_view bytes) {
    bytes.remove_prefix(std::min(bytes.find_first_not_of('\0'), bytes.size() - 1));
    std::string const sign((bytes.front() & 0x80) != 0 ? 1 : 0, '\0');
    auto const length = static_cast<char>(sign.size() + bytes.size());
    return std::string("\x02") + length + sign + std::string(bytes);
}

// The two numbers that JSON Web Signature has side by side (RFC 7518 section 3.4). Empty: there are not two.
std::string der_of(std::string_view signature) {
    if (signature.size() != 2 * p256_bytes) return "";
    auto const numbers =
        der_number(signature.substr(0, p256_bytes)) + der_number(signature.substr(p256_bytes));
    return std::string("\x30") + static_cast<char>(numbers.size()) + numbers;
}

}  // namespace

std::string sign_claims(JwsKey const& key, std::string_view type, nlohmann::ordered_json const& claims) {
    nlohmann::ordered_json const header{{"alg", name_of(key.algorithm)}, {"typ", type}, {"kid", key.kid}};
    auto const signed_part = to_base64url(header.dump()) + "." + to_base64url(claims.dump());
    return signed_part + "." + to_base64url(key.signer.sign(signed_part));
}

std::optional<Jws> read_jws(std::string_view text) {
    auto const first = text.find('.'), last = text.rfind('.');
    if (first == std::string_view::npos || first == last) return std::nullopt;
    auto header = object_in(text.substr(0, first));
    auto claims = object_in(text.substr(first + 1, last - first - 1));
    auto signature = from_base64url(text.substr(last + 1));
    if (!header || !claims || !signature || signature->empty()) return std::nullopt;
    for (auto const& refused : refused_headers)
        if (header->contains(refused)) return std::nullopt;
    return Jws{std::move(*header), std::move(*claims), std::string(text.substr(0, last)),
               std::move(*signature)};
}

bool is_signed_by(Jws const& jws, SigningAlgorithm algorithm, PublicKey const& key) {
    auto const said = jws.header.find("alg");
    if (said == jws.header.end() || *said != nlohmann::json(name_of(algorithm))) return false;
    auto const is_es256 = algorithm == SigningAlgorithm::es256;
    if (is_es256 != std::holds_alternative<P256Key>(key)) return false;
    return is_signed_by(key, jws.signed_part, is_es256 ? der_of(jws.signature) : jws.signature);
}

}  // namespace voordeur
