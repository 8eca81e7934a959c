// SPDX-License-Identifier: EUPL-1.2
#include "clients/packed.hpp"

#include <algorithm>
#include <cstdint>

#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

constexpr std::size_t uuid_bytes = 16, number_bytes = 6;
constexpr unsigned bits = 8;
constexpr std::size_t dashes[] = {8, 13, 18, 23};

int digit_of(char hex) {
    return hex >= 'a' ? hex - 'a' + 10 : hex - '0';
}

}  // namespace

std::string packed_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
        bytes += static_cast<char>(digit_of(hex[at]) * 16 + digit_of(hex[at + 1]));
    return bytes;
}

std::string packed_uuid(std::string_view uuid) {
    std::string hex(uuid);
    std::erase(hex, '-');
    return packed_hex(hex);
}

std::string packed_number(std::int64_t number) {
    auto left = static_cast<std::uint64_t>(number);
    std::string bytes(number_bytes, '\0');
    for (auto at = bytes.rbegin(); at != bytes.rend(); ++at, left >>= bits)
        *at = static_cast<char>(left & 0xffU);
    return bytes;
}

std::string packed_time(Time time) {
    return packed_number(to_stored(time));
}

std::string_view Unpacked::take(std::size_t bytes) {
    auto const taken = left_.substr(0, bytes);
    left_.remove_prefix(taken.size());
    return taken;
}

std::string Unpacked::hex(std::size_t bytes) {
    return to_hex(take(bytes));
}

std::string Unpacked::uuid() {
    auto text = hex(uuid_bytes);
    for (auto const at : dashes) text.insert(at, "-");
    return text;
}

std::int64_t Unpacked::number() {
    std::uint64_t number = 0;
    for (auto const byte : take(number_bytes)) number = (number << bits) | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(number);
}

Time Unpacked::time() {
    return from_stored(number());
}

std::string_view Unpacked::line() {
    auto const end = std::min(left_.find('\n'), left_.size());
    auto const taken = take(end);
    take(1);
    return taken;
}

}  // namespace voordeur
