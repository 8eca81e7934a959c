// SPDX-License-Identifier: EUPL-1.2
#include "values/network.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

TEST(Network, OfAnAddressAndTheSiteAroundIt) {
    struct Case {
        std::string address, network;
        std::optional<std::string> site;
    };
    for (auto const& [address, network, site] : {
             Case{"198.51.100.1", "198.51.100.1", std::nullopt},
             Case{"::ffff:198.51.100.1", "198.51.100.1", std::nullopt},
             Case{"unix", "unix", std::nullopt},
             Case{"", "", std::nullopt},
             Case{"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"},
             Case{"2001:db8:1:ffff::", "2001:db8:1:ffff::/64", "2001:db8:1::/48"},
             Case{"2001:db8:1::9", "2001:db8:1::/64", "2001:db8:1::/48"},
             Case{"2001:db8:2:2::9", "2001:db8:2:2::/64", "2001:db8:2::/48"},
             Case{"2001:db8:0:7::9", "2001:db8:0:7::/64", "2001:db8::/48"},
             Case{"2001:db8::9", "2001:db8::/64", "2001:db8::/48"},
             Case{"fe80::1", "fe80::/64", "fe80::/48"},
             Case{"::1", "::/64", "::/48"},
         }) {
        EXPECT_EQ(network_of_address(address), network) << address;
        EXPECT_EQ(site_of_network(network), site) << address;
    }
    for (auto const* nonsense : {"/64", "192.0.2.1/64", "2001:db8:1::/48", "2001:db8:1:2::", "x/64"})
        EXPECT_EQ(site_of_network(nonsense), std::nullopt) << nonsense;
}

}  // namespace
}  // namespace voordeur
