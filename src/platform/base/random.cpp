// SPDX-License-Identifier: EUPL-1.2
#include "base/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <cstring>
#include <limits>
#include <system_error>

namespace voordeur {

std::uint32_t Random::below(std::uint32_t bound) {
    auto const unbiased =
        std::numeric_limits<std::uint32_t>::max() - std::numeric_limits<std::uint32_t>::max() % bound;
    for (;;) {
        auto const drawn = bytes(sizeof(std::uint32_t));
        std::uint32_t value = 0;
        std::memcpy(&value, drawn.data(), sizeof value);
        if (value < unbiased) return value % bound;
    }
}

std::string Random::text(std::string_view alphabet, std::size_t length) {
    std::string text(length, '\0');
    for (auto& character : text) character = alphabet[below(static_cast<std::uint32_t>(alphabet.size()))];
    return text;
}

std::string SystemRandom::bytes(std::size_t count) {
    std::string bytes(count, '\0');
    std::size_t filled = 0;
    while (filled < count) {
        auto const got = getrandom(bytes.data() + filled, count - filled, 0);
        if (got > 0) {
            filled += static_cast<std::size_t>(got);
        } else if (errno != EINTR) {
            throw std::system_error(errno, std::generic_category(), "getrandom");
        }
    }
    return bytes;
}

}  // namespace voordeur
