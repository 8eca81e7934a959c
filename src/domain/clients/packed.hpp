// SPDX-License-Identifier: EUPL-1.2
// What goes into a code or a token, in few bytes: some programs keep it in a cookie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace voordeur {

constexpr std::size_t sha256_bytes = 32;

std::string packed_hex(std::string_view hex);
std::string packed_uuid(std::string_view uuid);  // 16 bytes
std::string packed_number(std::int64_t number);  // 6 bytes; not below 0
std::string packed_time(Time time);              // 6 bytes

// Reads it again, from the beginning. REQUIRES: it was packed so; what opens a sealed text knows.
class Unpacked {
  public:
    explicit Unpacked(std::string_view packed) : left_(packed) {}
    std::string hex(std::size_t bytes);
    std::string uuid();
    std::int64_t number();
    Time time();
    std::string_view line();  // to the next line end
    std::string_view left() const { return left_; }

  private:
    std::string_view take(std::size_t bytes);

    std::string_view left_;
};

}  // namespace voordeur
