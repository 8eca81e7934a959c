// SPDX-License-Identifier: EUPL-1.2
// JSON Web Signatures (RFC 7515) in their compact form.
#pragma once

#include <nlohmann/json_fwd.hpp>
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

}  // namespace voordeur
