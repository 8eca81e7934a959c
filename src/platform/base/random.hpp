// SPDX-License-Identifier: EUPL-1.2
// Randomness enters the program here and nowhere else; tests give a seeded source instead.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
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

// getrandom(2), a kibibyte at a time: a page that needs a token seldom needs a system call for it. What was
// handed out is wiped here, so that nobody who reads this memory learns of it. The program never forks
// without exec, so no two processes share what is left.
class SystemRandom final : public Random {
  public:
    SystemRandom() = default;
    ~SystemRandom() override;
    SystemRandom(SystemRandom const&) = delete;
    SystemRandom& operator=(SystemRandom const&) = delete;
    std::string bytes(std::size_t count) override;

  private:
    std::mutex mutex_;
    std::array<char, 1024> ahead_{};
    std::size_t left_ = 0;  // at the end of `ahead_`
};

}  // namespace voordeur
