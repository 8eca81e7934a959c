// SPDX-License-Identifier: EUPL-1.2
#include "values/network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace voordeur {
namespace {

using Bytes = std::array<unsigned char, 16>;

constexpr std::size_t network_bits = 64;
constexpr std::size_t site_bits = 48;
constexpr std::string_view network_suffix = "/64";

std::optional<Bytes> bytes_of(std::string const& address) {
    Bytes bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return std::nullopt;
    return bytes;
}

std::string block(Bytes bytes, std::size_t bits) {
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(bits / 8), bytes.end(), 0);
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
    return std::string(text.data()) + "/" + std::to_string(bits);
}

// ::ffff:192.0.2.1 is the IPv4 address in IPv6 clothes.
bool is_mapped(Bytes const& bytes) {
    constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return std::equal(mapped.begin(), mapped.end(), bytes.begin());
}

std::string ipv4_in(Bytes const& bytes) {
    std::array<char, INET_ADDRSTRLEN> text{};
    inet_ntop(AF_INET, bytes.data() + 12, text.data(), text.size());
    return text.data();
}

}  // namespace

std::string network_of_address(std::string const& address) {
    auto const bytes = bytes_of(address);
    if (!bytes) return address;
    return is_mapped(*bytes) ? ipv4_in(*bytes) : block(*bytes, network_bits);
}

std::optional<std::string> site_of_network(std::string_view network) {
    if (!network.ends_with(network_suffix)) return std::nullopt;
    auto const bytes = bytes_of(std::string(network.substr(0, network.size() - network_suffix.size())));
    return bytes ? std::optional(block(*bytes, site_bits)) : std::nullopt;
}

}  // namespace voordeur
