// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/ip_network.hpp"

namespace voordeur {

// Whose X-Forwarded-For is believed.
struct TrustedProxies {
    bool unix_socket = false;
    std::vector<IpNetwork> networks;

    // `peer` is an address, or "unix" for a connection through a socket file.
    bool trust(std::string_view peer) const;
};

struct ClientNetwork {
    // IPv6 by its /64, since one person has all of that.
    std::string text;
    // A trusted proxy wrote what is no address: all who come through it are one network.
    bool has_unreadable_hop = false;
    bool is_through_proxy = false;  // one that is trusted
    bool has_no_hop = false;        // which wrote no address at all
};

// The address that a request comes from: the connection's peer, or, when that is a trusted proxy, the
// rightmost address of X-Forwarded-For that is not one.
ClientNetwork client_network(std::string_view peer, std::string_view forwarded_for,
                             TrustedProxies const& proxies);

}  // namespace voordeur
