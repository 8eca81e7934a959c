// SPDX-License-Identifier: EUPL-1.2
#include "client_network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace voordeur {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool is_address(std::string const& text) {
    std::array<unsigned char, 16> bytes{};
    return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

std::string network_of(std::string const& address) {
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
    // ::ffff:192.0.2.1 is the IPv4 address in IPv6 clothes.
    constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (std::memcmp(bytes.data(), mapped.data(), mapped.size()) == 0) {
        inet_ntop(AF_INET, bytes.data() + mapped.size(), text.data(), text.size());
        return text.data();
    }
    std::memset(bytes.data() + 8, 0, 8);
    inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
    return std::string(text.data()) + "/64";
}

}  // namespace

bool TrustedProxies::trust(std::string_view peer) const {
    if (peer == "unix") return unix_socket;
    return std::any_of(networks.begin(), networks.end(),
                       [&](auto const& network) { return network.contains(peer); });
}

std::string client_network(std::string_view peer, std::string_view forwarded_for,
                           TrustedProxies const& proxies) {
    std::string client(peer);
    while (proxies.trust(client) && !forwarded_for.empty()) {
        auto const comma = forwarded_for.rfind(',');
        auto const last =
            trimmed(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
        forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
        // What a trusted proxy did not write as an address is nobody's address.
        if (!is_address(std::string(last))) break;
        client = last;
    }
    return network_of(client);
}

}  // namespace voordeur
