// SPDX-License-Identifier: EUPL-1.2
// Long random values that prove by being known: link, session, browser. Stored only as sha256_hex.
#pragma once

#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/secret.hpp"

namespace voordeur {

struct LinkTokenTag;
struct CookieTokenTag;
using LinkToken = Secret<LinkTokenTag>;
using CookieToken = Secret<CookieTokenTag>;

// 27 letters and digits are 160 bits; no dash or underscore, which mail programs cut off the end of a link.
constexpr std::size_t link_token_length = 27;
constexpr std::string_view link_token_alphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

LinkToken new_link_token(Random& random);
// 256 bits in base64url.
CookieToken new_cookie_token(Random& random);

}  // namespace voordeur
