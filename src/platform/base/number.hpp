// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace voordeur {

// The whole of `text` as a number; nullopt when anything else is in it, or it does not fit.
inline std::optional<std::int64_t> whole_number(std::string_view text, int base = 10) {
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace voordeur
