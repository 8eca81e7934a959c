// SPDX-License-Identifier: EUPL-1.2
#include "crypto/tokens.hpp"

#include "crypto/encoding.hpp"

namespace voordeur {

LinkToken new_link_token(Random& random) {
    return LinkToken(random.text(link_token_alphabet, link_token_length));
}

CookieToken new_cookie_token(Random& random) {
    return CookieToken(to_base64url(random.bytes(32)));
}

}  // namespace voordeur
