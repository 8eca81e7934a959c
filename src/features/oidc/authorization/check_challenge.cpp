// SPDX-License-Identifier: EUPL-1.2
// "If the server requires Proof Key for Code Exchange by OAuth public clients and the client does not send
// the code_challenge in the request, the authorization endpoint MUST return the authorization error response
// with the error value set to invalid_request" (RFC 7636 section 4.4.1). A confidential client that cannot,
// sends a nonce instead (RFC 9700 section 2.1.1).
#include <algorithm>

#include "crypto/encoding.hpp"
#include "oidc/authorization/checks.hpp"

namespace voordeur {
namespace {

constexpr std::size_t hash_bytes = 32;

bool is_challenge(std::string const& text) {
    auto const hash = from_base64url(text);
    return hash && hash->size() == hash_bytes;
}

}  // namespace

std::optional<RequestRefusal> check_challenge(AskedRequest& asked) {
    auto const& challenge = asked.parameters.text("code_challenge");
    auto const& method = asked.parameters.text("code_challenge_method");
    if (challenge.empty()) {
        if (!method.empty()) return RequestRefusal{"invalid_request", "code_challenge is missing"};
        if (asked.client.needs_challenge || asked.client.is_public())
            return RequestRefusal{"invalid_request", "code_challenge is missing: PKCE is required"};
        return std::nullopt;
    }
    if (method != "S256") return RequestRefusal{"invalid_request", "code_challenge_method is S256"};
    if (!is_challenge(challenge)) return RequestRefusal{"invalid_request", "code_challenge is no S256"};
    asked.request.challenge = challenge;
    return std::nullopt;
}

}  // namespace voordeur
