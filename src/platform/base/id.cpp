// SPDX-License-Identifier: EUPL-1.2
#include "base/id.hpp"

#include <fmt/format.h>

#include "base/random.hpp"

namespace voordeur {

std::string new_uuid(Time now, Random& random) {
    auto bytes = random.bytes(16);
    auto milliseconds = static_cast<std::uint64_t>(to_stored(now));
    for (int i = 5; i >= 0; --i, milliseconds >>= 8) bytes[i] = static_cast<char>(milliseconds & 0xff);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    std::string id;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) id += '-';
        id += fmt::format("{:02x}", static_cast<unsigned char>(bytes[i]));
    }
    return id;
}

}  // namespace voordeur
