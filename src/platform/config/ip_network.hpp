// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
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

    bool operator==(IpNetwork const&) const = default;

  private:
    using Bytes = std::array<std::uint8_t, 16>;
    IpNetwork(Bytes bytes, unsigned prefix) : bytes_(bytes), prefix_(prefix) {}
    static std::optional<Bytes> bytes_of(std::string_view address);

    Bytes bytes_;
    unsigned prefix_;  // how many leading bits count, of 128
};

}  // namespace voordeur
