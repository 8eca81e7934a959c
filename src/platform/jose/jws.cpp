// SPDX-License-Identifier: EUPL-1.2
#include "jose/jws.hpp"

#include <nlohmann/json.hpp>

#include "crypto/encoding.hpp"

namespace voordeur {

std::string sign_claims(JwsKey const& key, std::string_view type, nlohmann::ordered_json const& claims) {
    nlohmann::ordered_json const header{{"alg", name_of(key.algorithm)}, {"typ", type}, {"kid", key.kid}};
    auto const signed_part = to_base64url(header.dump()) + "." + to_base64url(claims.dump());
    return signed_part + "." + to_base64url(key.signer.sign(signed_part));
}

}  // namespace voordeur
