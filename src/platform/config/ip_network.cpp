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

std::string address_text(std::array<std::uint8_t, 16> const& bytes) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
    return text.data();
}

constexpr unsigned widest_ipv4 = mapped_bits + 8;
constexpr unsigned widest_ipv6 = 16;
constexpr unsigned of_one_machine = 64;
constexpr std::string_view any_mapped = "::ffff:0.0.0.0";

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

bool IpNetwork::is_ipv4() const {
    return prefix_ >= mapped_bits && IpNetwork(*bytes_of(any_mapped), mapped_bits).lies_around(*this);
}

bool IpNetwork::lies_around(IpNetwork const& other) const {
    return prefix_ <= other.prefix_ && contains(address_text(other.bytes_));
}

std::string IpNetwork::text() const {
    auto const address = address_text(bytes_);
    if (!is_ipv4()) return address + "/" + std::to_string(prefix_);
    return address.substr(address.rfind(':') + 1) + "/" + std::to_string(prefix_ - mapped_bits);
}

bool IpNetwork::is_private() const {
    constexpr std::string_view private_ones[] = {"10.0.0.0/8",    "172.16.0.0/12", "192.168.0.0/16",
                                                 "100.64.0.0/10", "127.0.0.0/8",   "169.254.0.0/16",
                                                 "fc00::/7",      "fe80::/10",     "::1/128"};
    return std::ranges::any_of(private_ones,
                               [&](auto const one) { return parse(one).value().lies_around(*this); });
}

bool IpNetwork::is_of_one_machine() const {
    return prefix_ >= (is_ipv4() ? all_bits : of_one_machine);
}

bool IpNetwork::is_of_everybody() const {
    if (is_private()) return false;
    if (is_ipv4()) return prefix_ < widest_ipv4;
    return prefix_ < widest_ipv6 || contains(any_mapped);
}

}  // namespace voordeur
