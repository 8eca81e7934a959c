// SPDX-License-Identifier: EUPL-1.2
// CBOR, written as authenticators do: each thing in its shortest form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/overloaded.hpp"
#include "values/cbor.hpp"

namespace voordeur {

inline std::string big_endian(std::uint64_t number, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(number >> (8 * i) & 0xFF);
    return text;
}

inline std::string cbor_head(unsigned major, std::uint64_t argument) {
    auto const first = [&](unsigned low) { return std::string(1, static_cast<char>(major << 5 | low)); };
    if (argument < 24) return first(static_cast<unsigned>(argument));
    if (argument < 0x100) return first(24) + big_endian(argument, 1);
    if (argument < 0x10000) return first(25) + big_endian(argument, 2);
    if (argument < 0x100000000) return first(26) + big_endian(argument, 4);
    return first(27) + big_endian(argument, 8);
}

inline std::string cbor(std::int64_t number) {
    return number < 0 ? cbor_head(1, static_cast<std::uint64_t>(-1 - number))
                      : cbor_head(0, static_cast<std::uint64_t>(number));
}
inline std::string cbor_bytes(std::string_view bytes) {
    return cbor_head(2, bytes.size()) + std::string(bytes);
}
inline std::string cbor_text(std::string_view text) {
    return cbor_head(3, text.size()) + std::string(text);
}

// What was read, written again.
inline std::string cbor(Cbor const& item) {
    return std::visit(overloaded{
                          [](std::int64_t number) { return cbor(number); },
                          [](Cbor::Bytes const& bytes) { return cbor_bytes(bytes.value); },
                          [](Cbor::Text const& text) { return cbor_text(text.value); },
                          [](bool is_true) { return cbor_head(7, is_true ? 21 : 20); },
                          [](Cbor::Null) { return cbor_head(7, 22); },
                          [](Cbor::List const& list) {
                              auto text = cbor_head(4, list.size());
                              for (auto const& each : list) text += cbor(each);
                              return text;
                          },
                          [](Cbor::Map const& map) {
                              auto text = cbor_head(5, map.size());
                              for (auto const& [key, value] : map) text += cbor(key) + cbor(value);
                              return text;
                          },
                      },
                      item.value());
}

}  // namespace voordeur
