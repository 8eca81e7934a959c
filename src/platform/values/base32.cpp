// SPDX-License-Identifier: EUPL-1.2
#include "values/base32.hpp"

#include <cstdint>

namespace voordeur {

std::string to_base32(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t waiting = 0;
    int bits = 0;
    for (auto const byte : bytes) {
        waiting = (waiting << 8 | static_cast<unsigned char>(byte)) & 0xFFF;
        for (bits += 8; bits >= 5; bits -= 5) text += alphabet[waiting >> (bits - 5) & 31];
    }
    if (bits > 0) text += alphabet[waiting << (5 - bits) & 31];
    return text;
}

}  // namespace voordeur
