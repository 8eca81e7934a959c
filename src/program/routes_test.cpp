// SPDX-License-Identifier: EUPL-1.2
// Walks the table of contents: what a route promises by its path is what it asks for.
#include "routes.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "client_network.hpp"
#include "security_headers.hpp"
#include "values/gsm_text.hpp"

namespace voordeur {
namespace {

TEST(Routes, NoneTwice) {
    std::set<std::pair<Method, std::string>> seen;
    for (auto const& route : routes())
        EXPECT_TRUE(seen.emplace(route.method, route.path).second) << route.path;
}

TEST(Routes, WhatIsUnderALinkAsksForOne) {
    for (auto const& route : routes()) {
        auto const has_token = route.path.find("{token}") != std::string_view::npos;
        auto const asks_for_link =
            route.proof == Proof::link || route.proof == Proof::person || route.proof == Proof::old_link;
        EXPECT_EQ(has_token, asks_for_link) << route.path;
        auto const opens_with_invitation_proof = route.path.starts_with("/b/") && route.proof == Proof::link;
        EXPECT_FALSE(opens_with_invitation_proof) << route.path;
    }
}

TEST(Routes, WhatChangesAnAccountAsksForASession) {
    for (auto const& route : routes()) {
        auto const is_account = route.path.starts_with("/super-pin") ||
                                route.path.starts_with("/tweede-factor") ||
                                route.path.starts_with("/inloggen/code");
        EXPECT_EQ(is_account, route.proof == Proof::password) << route.path;
        EXPECT_EQ(route.path == "/diensten", route.proof == Proof::two_factors) << route.path;
    }
}

TEST(ClientNetwork, BelievesOnlyTrustedProxies) {
    TrustedProxies none, loopback, socket;
    loopback.networks.push_back(IpNetwork::parse("127.0.0.0/8").value());
    loopback.networks.push_back(IpNetwork::parse("10.0.0.1").value());
    socket.unix_socket = true;
    EXPECT_EQ(client_network("203.0.113.7", "198.51.100.1", none), "203.0.113.7");
    EXPECT_EQ(client_network("127.0.0.1", "198.51.100.1", none), "127.0.0.1");
    EXPECT_EQ(client_network("127.0.0.1", "198.51.100.1", loopback), "198.51.100.1");
    EXPECT_EQ(client_network("127.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.1", loopback), "198.51.100.1");
    EXPECT_EQ(client_network("127.0.0.1", "6.6.6.6, evil", loopback), "127.0.0.1");
    EXPECT_EQ(client_network("unix", "2001:db8:1:2:3:4:5:6", socket), "2001:db8:1:2::/64");
    EXPECT_EQ(client_network("unix", "::ffff:198.51.100.1", socket), "198.51.100.1");
    EXPECT_EQ(client_network("unix", "", socket), "unix");
}

TEST(SecurityHeaders, FollowInternetNl) {
    Response response;
    add_security_headers(response, true);
    std::map<std::string, std::string> headers(response.headers.begin(), response.headers.end());
    auto const& policy = headers.at("Content-Security-Policy");
    EXPECT_TRUE(policy.starts_with("default-src 'none'"));
    for (auto const* bad : {"unsafe", "data:", "http:", "*", "127.0.0.1"})
        EXPECT_EQ(policy.find(bad), std::string::npos) << bad;
    for (auto const* part :
         {"frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "form-action 'self'"})
        EXPECT_NE(policy.find(part), std::string::npos) << part;
    EXPECT_EQ(headers.at("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(headers.at("Referrer-Policy"), "same-origin");
    EXPECT_TRUE(headers.at("Strict-Transport-Security").starts_with("max-age=31536000"));
}

TEST(GsmText, KeepsWhatAnSmsHasLettersFor) {
    EXPECT_EQ(gsm_text("Praktijk Şeyma d’Or – Bruïne é €"), "Praktijk Seyma d'Or - Bruine é €");
    EXPECT_EQ(gsm_text("日"), "?");
    EXPECT_EQ(gsm_length("abc"), 3U);
    EXPECT_EQ(gsm_length("€[]"), 6U);
}

}  // namespace
}  // namespace voordeur
