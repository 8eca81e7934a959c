// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voordeur {

// One address or a block of them: 192.0.2.7, 10.0.0.0/8, 2001:db8::/32. An IPv4 address and its IPv6-mapped
// form
// (::ffff:192.0.2.7, as a socket for both shows it) are the same.
class IpNetwork {
  public:
    // nullopt: not an address, or a block of every address there is (/0).
    static std::optional<IpNetwork> parse(std::string_view text);

    // False for what is not an address.
    bool contains(std::string_view address) const;

    // Written as IPv4 where it is that.
    std::string text() const;
    // All of it is reached from its own machine, link or organisation only.
    bool is_private() const;
    // One address of IPv4, or one network of IPv6 (/64), which one machine may have.
    bool is_of_one_machine() const;
    // More public addresses than anybody's proxies have: wider than the /8 of IPv4 or the /16 of IPv6, or all
    // of IPv4 within IPv6.
    bool is_of_everybody() const;

    bool operator==(IpNetwork const&) const = default;

  private:
    using Bytes = std::array<std::uint8_t, 16>;
    IpNetwork(Bytes bytes, unsigned prefix) : bytes_(bytes), prefix_(prefix) {}
    static std::optional<Bytes> bytes_of(std::string_view address);

    bool is_ipv4() const;
    bool lies_around(IpNetwork const& other) const;

    Bytes bytes_;
    unsigned prefix_;  // how many leading bits count, of 128
};

}  // namespace voordeur
