// SPDX-License-Identifier: EUPL-1.2
// Walks the table of contents: what a route promises by its path is what it asks for.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>
#include <string>

#include "client_network.hpp"
#include "routes/route.hpp"
#include "security_headers.hpp"
#include "sessions/next_step_rules.hpp"
#include "values/gsm_text.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

TEST(Routes, NoneTwice) {
    std::set<std::pair<Method, std::string>> seen;
    for (auto const& route : all_routes())
        EXPECT_TRUE(seen.emplace(route.method, route.path).second) << route.path;
}

TEST(Routes, WhatIsUnderALinkAsksForOne) {
    for (auto const& route : all_routes()) {
        auto const has_token = route.path.find("{token}") != std::string_view::npos;
        auto const asks_for_link =
            route.who == Who::link || route.who == Who::person || route.who == Who::old_link;
        EXPECT_EQ(has_token, asks_for_link) << route.path;
        auto const opens_with_invitation_proof = route.path.starts_with("/b/") && route.who == Who::link;
        EXPECT_FALSE(opens_with_invitation_proof) << route.path;
    }
}

TEST(Routes, WhatChangesAnAccountAsksForASession) {
    for (auto const& route : all_routes()) {
        auto const is_account = route.path.starts_with("/super-pin") ||
                                route.path.starts_with("/tweede-factor") ||
                                route.path.starts_with("/inloggen/code") || route.path == "/diensten";
        EXPECT_EQ(is_account, route.who == Who::patient) << route.path;
    }
}

// A page gets the type that says what was proved, so that what it needs is asked before.
TEST(Routes, APageGetsWhatItsRowProves) {
    for (auto const& route : all_routes()) {
        auto const wants_link = std::holds_alternative<LinkPage>(route.page);
        auto const wants_patient = std::holds_alternative<PatientPage>(route.page);
        EXPECT_EQ(wants_link, route.who == Who::link || route.who == Who::person) << route.path;
        EXPECT_EQ(wants_patient, route.who == Who::patient) << route.path;
    }
}

// Every page of a patient stands somewhere in the journey, or needs both factors.
TEST(Routes, APatientsPageStandsSomewhere) {
    for (auto const& route : all_routes()) {
        if (route.who != Who::patient) continue;
        EXPECT_NE(route.terms.at.has_value(), route.terms.need.level == SignInLevel::two_factors)
            << route.path;
        auto const step = route.path.starts_with("/super-pin")       ? NextStep::make_super_pin
                          : route.path.starts_with("/tweede-factor") ? NextStep::add_second_factor
                                                                     : NextStep::enter_code;
        if (route.terms.at) {
            EXPECT_EQ(*route.terms.at, step) << route.path;
        }
    }
}

TEST(Routes, WhatIsPostedComesThroughOurOwnForm) {
    for (auto const& route : all_routes()) {
        if (route.method == Method::post) {
            EXPECT_EQ(route.terms.door, Door::own_form) << route.path;
        }
        // GET changes nothing, so nothing is counted.
        if (route.method == Method::get) {
            EXPECT_EQ(route.terms.limit, Limit::none) << route.path;
        }
    }
}

// Whoever adds a page that anyone may open says so here.
TEST(Routes, WhatAnyoneMayOpen) {
    std::set<std::string> open;
    for (auto const& route : all_routes())
        if (route.who == Who::anyone || route.who == Who::watcher || route.who == Who::old_link)
            open.insert((route.method == Method::post ? "POST " : "GET ") + std::string(route.path));
    EXPECT_EQ(open, (std::set<std::string>{"GET /",
                                           "GET /b/",
                                           "GET /b/{token}/nieuwe-link",
                                           "GET /contact",
                                           "GET /gebruikersvoorwaarden",
                                           "GET /healthz",
                                           "GET /hulp",
                                           "GET /hulp/{slug}",
                                           "GET /inloggen",
                                           "GET /klaar",
                                           "GET /postvak",
                                           "GET /postvak/brief.pdf",
                                           "GET /praktijk",
                                           "GET /praktijk/{slug}",
                                           "GET /privacyverklaring",
                                           "GET /readyz",
                                           "GET /u/",
                                           "GET /u/{token}/nieuwe-link",
                                           "GET /wachtwoord-vergeten",
                                           "POST /b/{token}/nieuwe-link",
                                           "POST /inloggen",
                                           "POST /u/{token}/nieuwe-link",
                                           "POST /uitloggen"}));
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
    std::map<std::string, std::string> headers;
    std::istringstream lines(response.header_lines);
    for (std::string line; std::getline(lines, line);) {
        auto const colon = line.find(": ");
        ASSERT_NE(colon, std::string::npos) << line;
        ASSERT_TRUE(line.ends_with('\r')) << line;
        auto const value = line.substr(colon + 2, line.size() - colon - 3);
        EXPECT_TRUE(headers.emplace(line.substr(0, colon), value).second);
    }
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
