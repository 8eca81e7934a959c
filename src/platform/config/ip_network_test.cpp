// SPDX-License-Identifier: EUPL-1.2
#include "config/ip_network.hpp"

#include <gtest/gtest.h>

namespace voordeur {
namespace {

struct Case {
    std::string_view network, address;
};

TEST(IpNetwork, ContainsItsAddresses) {
    for (auto const& [network, address] : {
             Case{"192.0.2.7", "192.0.2.7"},
             Case{"192.0.2.7", "::ffff:192.0.2.7"},
             Case{"::ffff:192.0.2.7", "192.0.2.7"},
             Case{"10.0.0.0/8", "10.255.0.1"},
             Case{"10.1.2.3/8", "10.0.0.1"},
             Case{"172.16.0.0/12", "172.31.255.255"},
             Case{"192.0.2.128/25", "192.0.2.128"},
             Case{"192.0.2.7/32", "192.0.2.7"},
             Case{"128.0.0.0/1", "255.0.0.1"},
             Case{"2001:db8::/32", "2001:db8:1::1"},
             Case{"2001:DB8::1", "2001:db8:0:0::1"},
             Case{"fe80::/10", "febf::1"},
             Case{"::1/128", "::1"},
         }) {
        auto const parsed = IpNetwork::parse(network);
        ASSERT_TRUE(parsed) << network;
        EXPECT_TRUE(parsed->contains(address)) << network << " " << address;
    }
}

TEST(IpNetwork, ContainsNoOthers) {
    for (auto const& [network, address] : {
             Case{"192.0.2.7", "192.0.2.8"},
             Case{"10.0.0.0/8", "11.0.0.1"},
             Case{"172.16.0.0/12", "172.32.0.0"},
             Case{"192.0.2.128/25", "192.0.2.127"},
             Case{"2001:db8::/32", "2001:db9::1"},
             Case{"::/1", "8000::1"},
             Case{"10.0.0.0/8", "a00::1"},
             Case{"10.0.0.0/8", "unix"},
             Case{"10.0.0.0/8", ""},
             Case{"10.0.0.0/8", "10.0.0.1, 10.0.0.2"},
             Case{"10.0.0.0/8", "10.0.0.1:80"},
         }) {
        auto const parsed = IpNetwork::parse(network);
        ASSERT_TRUE(parsed) << network;
        EXPECT_FALSE(parsed->contains(address)) << network << " " << address;
    }
}

TEST(IpNetwork, RefusesWhatIsNone) {
    for (auto const* const text : {"", "unix", "localhost", "10.0.0", "10.0.0.256", "10.0.0.1/",
                                   "10.0.0.1/33", "0.0.0.0/0", "::/0", "::1/129", "10.0.0.1/8/8",
                                   "10.0.0.1/-8", "10.0.0.1/ 8", " 10.0.0.1", "[::1]", "10.0.0.1:80", "10.*"})
        EXPECT_FALSE(IpNetwork::parse(text)) << text;
}

}  // namespace
}  // namespace voordeur
