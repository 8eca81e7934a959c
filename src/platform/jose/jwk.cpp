// SPDX-License-Identifier: EUPL-1.2
#include "jose/jwk.hpp"

#include <nlohmann/json.hpp>

#include "base/overloaded.hpp"
#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

using Json = nlohmann::ordered_json;

// What a thumbprint is made of: the members that make the key, by their names (RFC 7638 section 3.2).
Json members_of(PublicKey const& key) {
    return std::visit(overloaded{
                          [](P256Key const& point) {
                              return Json{{"crv", "P-256"},
                                          {"kty", "EC"},
                                          {"x", to_base64url(point.x)},
                                          {"y", to_base64url(point.y)}};
                          },
                          [](RsaKey const& rsa) {
                              return Json{{"e", to_base64url(rsa.exponent)},
                                          {"kty", "RSA"},
                                          {"n", to_base64url(rsa.modulus)}};
                          },
                          [](Ed25519Key const& point) {
                              return Json{{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", to_base64url(point.x)}};
                          },
                      },
                      key);
}

}  // namespace

std::string thumbprint_of(PublicKey const& key) {
    return to_base64url(sha256(members_of(key).dump()));
}

Json jwk_of(PublicKey const& key, SigningAlgorithm algorithm) {
    auto jwk = members_of(key);
    jwk["alg"] = name_of(algorithm);
    jwk["kid"] = thumbprint_of(key);
    jwk["use"] = "sig";
    return jwk;
}

}  // namespace voordeur
