// SPDX-License-Identifier: EUPL-1.2
// JSON Web Signatures (RFC 7515) in their compact form.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/signing_key.hpp"

namespace voordeur {

struct JwsKey {
    std::string kid;
    SigningAlgorithm algorithm;
    Signer const& signer;
};

// "header.claims.signature"; `type` is the header's typ.
std::string sign_claims(JwsKey const& key, std::string_view type, nlohmann::ordered_json const& claims);

// What somebody else signed, not checked yet.
struct Jws {
    nlohmann::json header, claims;
    std::string signed_part, signature;
};
// nullopt: not three parts of base64url, or header or claims are no object (read_object); or the header has
// what would have it checked otherwise (crit, b64), or names a key of its own (jku, jwk, x5u, x5c).
std::optional<Jws> read_jws(std::string_view text);
// The header's algorithm must be that of the key, which it chooses nothing of.
bool is_signed_by(Jws const& jws, SigningAlgorithm algorithm, PublicKey const& key);

}  // namespace voordeur
