// SPDX-License-Identifier: EUPL-1.2
#include "base/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <cstring>
#include <limits>
#include <system_error>

namespace voordeur {
namespace {

void fill(char* bytes, std::size_t count) {
    while (count > 0) {
        auto const got = getrandom(bytes, count, 0);
        if (got > 0) {
            bytes += got;
            count -= static_cast<std::size_t>(got);
        } else if (errno != EINTR) {
            throw std::system_error(errno, std::generic_category(), "getrandom");
        }
    }
}

}  // namespace

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

SystemRandom::~SystemRandom() {
    explicit_bzero(ahead_.data(), ahead_.size());
}

std::string SystemRandom::bytes(std::size_t count) {
    std::string bytes(count, '\0');
    if (count > ahead_.size()) {
        fill(bytes.data(), count);
        return bytes;
    }
    std::lock_guard const lock(mutex_);
    if (left_ < count) {
        fill(ahead_.data(), ahead_.size());
        left_ = ahead_.size();
    }
    auto* const taken = ahead_.data() + ahead_.size() - left_;
    std::memcpy(bytes.data(), taken, count);
    explicit_bzero(taken, count);
    left_ -= count;
    return bytes;
}

}  // namespace voordeur
