// SPDX-License-Identifier: EUPL-1.2
// Randomness enters the program here and nowhere else; tests give a seeded source instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace voordeur {

class Random {
  public:
    virtual ~Random() = default;
    // `count` bytes, unpredictable. Thread safe. Throws std::system_error when the kernel gives none.
    virtual std::string bytes(std::size_t count) = 0;

    // Uniform in [0, bound), without modulo bias. REQUIRES: bound > 0.
    std::uint32_t below(std::uint32_t bound);
    // `length` characters of `alphabet`, each uniform and independent.
    std::string text(std::string_view alphabet, std::size_t length);
};

// getrandom(2).
class SystemRandom final : public Random {
  public:
    std::string bytes(std::size_t count) override;
};

}  // namespace voordeur
