// SPDX-License-Identifier: EUPL-1.2
// Only where others chose SHA-1: what is published under it, and the codes of apps.
#pragma once

#include <string>
#include <string_view>

namespace voordeur {

// In capital hex. It protects nothing.
std::string sha1_hex(std::string_view text);

// RFC 2104 with SHA-1, 20 bytes: what authenticator apps compute (RFC 4226). As a MAC it is not broken.
std::string hmac_sha1(std::string_view key, std::string_view text);

}  // namespace voordeur
