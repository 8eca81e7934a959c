// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

std::string to_hex(std::string_view bytes);
// RFC 4648 base64url without padding; each text that is read is the only one of its bytes.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

// 32 bytes.
std::string sha256(std::string_view text);
// SHA-256 in hex: how a long random token is stored. Never for what a person chose.
std::string sha256_hex(std::string_view text);

// In a time that does not tell how much was alike.
bool same_secret(std::string_view left, std::string_view right);

}  // namespace voordeur
