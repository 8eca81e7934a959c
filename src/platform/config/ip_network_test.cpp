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

TEST(IpNetwork, IsOfSomebodyOrEverybody) {
    struct Reach {
        std::string_view network;
        bool is_private, is_of_one_machine, is_of_everybody;
    };
    for (auto const& [network, is_private, is_of_one_machine, is_of_everybody] : {
             Reach{"10.0.0.0/8", true, false, false},
             Reach{"10.0.0.5", true, true, false},
             Reach{"172.16.0.0/12", true, false, false},
             Reach{"172.16.0.0/11", false, false, false},
             Reach{"192.168.0.0/16", true, false, false},
             Reach{"127.0.0.0/8", true, false, false},
             Reach{"::ffff:10.0.0.0/104", true, false, false},
             Reach{"fd00::/8", true, false, false},
             Reach{"::1", true, true, false},
             Reach{"203.0.113.7", false, true, false},
             Reach{"203.0.113.6/31", false, false, false},
             Reach{"104.16.0.0/13", false, false, false},
             Reach{"8.0.0.0/8", false, false, false},
             Reach{"8.0.0.0/7", false, false, true},
             Reach{"0.0.0.0/1", false, false, true},
             Reach{"128.0.0.0/1", false, false, true},
             Reach{"::ffff:0:0/96", false, false, true},
             Reach{"::/64", false, true, true},
             Reach{"::/1", false, false, true},
             Reach{"2000::/3", false, false, true},
             Reach{"2400:cb00::/32", false, false, false},
             Reach{"2001:db8:1:2::/64", false, true, false},
             Reach{"2001:db8:1:2::/63", false, false, false},
             Reach{"2001:db8::7", false, true, false},
         }) {
        auto const parsed = IpNetwork::parse(network).value();
        EXPECT_EQ(parsed.is_private(), is_private) << network;
        EXPECT_EQ(parsed.is_of_one_machine(), is_of_one_machine) << network;
        EXPECT_EQ(parsed.is_of_everybody(), is_of_everybody) << network;
    }
    EXPECT_EQ(IpNetwork::parse("203.0.113.0/24")->text(), "203.0.113.0/24");
    EXPECT_EQ(IpNetwork::parse("::ffff:203.0.113.0/120")->text(), "203.0.113.0/24");
    EXPECT_EQ(IpNetwork::parse("2001:db8::/32")->text(), "2001:db8::/32");
}

TEST(IpNetwork, RefusesWhatIsNone) {
    for (auto const* const text : {"", "unix", "localhost", "10.0.0", "10.0.0.256", "10.0.0.1/",
                                   "10.0.0.1/33", "0.0.0.0/0", "::/0", "::1/129", "10.0.0.1/8/8",
                                   "10.0.0.1/-8", "10.0.0.1/ 8", " 10.0.0.1", "[::1]", "10.0.0.1:80", "10.*"})
        EXPECT_FALSE(IpNetwork::parse(text)) << text;
}

}  // namespace
}  // namespace voordeur
