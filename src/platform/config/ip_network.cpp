// SPDX-License-Identifier: EUPL-1.2
#include "config/ip_network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace voordeur {
namespace {

constexpr unsigned all_bits = 128;
constexpr unsigned mapped_bits = 96;  // of ::ffff:0:0/96, where IPv4 addresses lie

std::optional<unsigned> prefix_of(std::string_view digits, unsigned longest) {
    unsigned prefix = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    if (prefix == 0 || prefix > longest) return std::nullopt;
    return prefix;
}

}  // namespace

std::optional<IpNetwork::Bytes> IpNetwork::bytes_of(std::string_view address) {
    std::string const text(address);
    Bytes bytes{};
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
    bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (inet_pton(AF_INET, text.c_str(), bytes.data() + mapped_bits / 8) == 1) return bytes;
    return std::nullopt;
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
    auto const slash = text.find('/');
    auto const address = text.substr(0, slash);
    auto const bytes = bytes_of(address);
    if (!bytes) return std::nullopt;
    if (slash == std::string_view::npos) return IpNetwork(*bytes, all_bits);

    auto const skipped = address.find(':') == std::string_view::npos ? mapped_bits : 0;
    auto const prefix = prefix_of(text.substr(slash + 1), all_bits - skipped);
    if (!prefix) return std::nullopt;
    return IpNetwork(*bytes, skipped + *prefix);
}

bool IpNetwork::contains(std::string_view address) const {
    auto const other = bytes_of(address);
    if (!other) return false;
    auto const whole = prefix_ / 8;
    if (!std::equal(bytes_.begin(), bytes_.begin() + whole, other->begin())) return false;
    auto const rest = prefix_ % 8;
    return rest == 0 || (bytes_[whole] ^ (*other)[whole]) >> (8 - rest) == 0;
}

}  // namespace voordeur
