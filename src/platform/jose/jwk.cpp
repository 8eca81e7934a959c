// SPDX-License-Identifier: EUPL-1.2
#include "jose/jwk.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/overloaded.hpp"
#include "crypto/encoding.hpp"
#include "jose/strict_json.hpp"

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

constexpr std::size_t most_keys = 10, longest_kid = 128;
constexpr std::string_view private_parts[] = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"};

std::string bytes_of(nlohmann::json const& jwk, char const* name) {
    return from_base64url(text_of(jwk, name)).value_or("");
}

std::optional<NamedKey> key_of(nlohmann::json const& jwk) {
    auto const kind = text_of(jwk, "kty");
    auto kid = text_of(jwk, "kid");
    if (kid.empty() || kid.size() > longest_kid) return std::nullopt;
    if (kind == "EC" && text_of(jwk, "crv") == "P-256")
        return NamedKey{std::move(kid), SigningAlgorithm::es256,
                        P256Key{bytes_of(jwk, "x"), bytes_of(jwk, "y")}};
    if (kind == "RSA")
        return NamedKey{std::move(kid), SigningAlgorithm::rs256,
                        RsaKey{bytes_of(jwk, "n"), bytes_of(jwk, "e")}};
    return std::nullopt;
}

std::optional<NamedKey> read_key(nlohmann::json const& jwk) {
    auto const is_private =
        std::ranges::any_of(private_parts, [&](auto const& part) { return jwk.contains(part); });
    auto key = key_of(jwk);
    if (is_private || !key || !is_valid_key(key->key)) return std::nullopt;
    if (jwk.contains("alg") && text_of(jwk, "alg") != name_of(key->algorithm)) return std::nullopt;
    return key;
}

bool has_kid(std::vector<NamedKey> const& keys, std::string const& kid) {
    return std::ranges::any_of(keys, [&](NamedKey const& key) { return key.kid == kid; });
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

std::optional<std::vector<NamedKey>> read_key_set(std::string_view text) {
    auto const set = read_object(text);
    if (!set || !set->contains("keys") || !set->at("keys").is_array()) return std::nullopt;
    std::vector<NamedKey> keys;
    for (auto const& jwk : set->at("keys")) {
        if (!jwk.is_object()) return std::nullopt;
        if (jwk.contains("use") && text_of(jwk, "use") != "sig") continue;
        auto key = read_key(jwk);
        if (!key || has_kid(keys, key->kid) || keys.size() == most_keys) return std::nullopt;
        keys.push_back(std::move(*key));
    }
    return keys.empty() ? std::nullopt : std::optional(std::move(keys));
}

}  // namespace voordeur
