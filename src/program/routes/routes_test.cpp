// SPDX-License-Identifier: EUPL-1.2
// Walks the table of contents: what a route promises by its path is what it asks for.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>
#include <string>

#include "client_network.hpp"
#include "routes/route.hpp"
#include "routes/route_finder.hpp"
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
        // What these are a link to, their page asks: no registration.
        std::set<std::string> const of_other_mails{"/e/", "/h/", "/m/", "/n/", "/s/", "/x/"};
        auto const is_of_other_mail = of_other_mails.contains(std::string(route.path.substr(0, 3)));
        EXPECT_EQ(has_token, asks_for_link || is_of_other_mail) << route.path;
        auto const opens_with_invitation_proof = route.path.starts_with("/b/") && route.who == Who::link;
        EXPECT_FALSE(opens_with_invitation_proof) << route.path;
    }
}

TEST(Routes, WhatChangesAnAccountAsksForASession) {
    for (auto const& route : all_routes()) {
        auto const is_account =
            route.path.starts_with("/super-pin") || route.path.starts_with("/tweede-factor") ||
            route.path.starts_with("/mijn-account") || route.path.starts_with("/inloggen/code") ||
            route.path == "/inloggen/manier" || route.path.starts_with("/diensten") ||
            route.path.starts_with("/documenten");
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

// Pages of Mijn account on which nothing is changed.
std::set<std::string> const looks_only{"/mijn-account/apparaten", "/mijn-account/gegevens-bekeken",
                                       "/mijn-account/inloggen", "/mijn-account/klopt-dit-niet"};

// What is changed in Mijn account is asked for anew where the sign-in is not fresh; to look asks no more.
TEST(Routes, WhatChangesHowSomebodySignsInIsConfirmed) {
    for (auto const& route : all_routes()) {
        if (!route.path.starts_with("/mijn-account/")) continue;
        if (route.path == "/mijn-account/documenten") continue;  // only looks
        auto const is_confirmation = route.path.find("/bevestig") != std::string_view::npos;
        auto const is_to_look = looks_only.contains(std::string(route.path)) && route.method == Method::get;
        // In what language one is written to, and keeping what is there: nobody signs in by either.
        auto const is_harmless =
            route.path == "/mijn-account/taal" || route.path == "/mijn-account/niet-opheffen";
        auto const is_free = is_confirmation || is_to_look || is_harmless;
        EXPECT_EQ(route.terms.need.change.has_value(), !is_free) << route.path;
        EXPECT_EQ(route.terms.need.at_most.has_value(), !is_free) << route.path;
    }
}

TEST(Routes, WhatIsPostedComesThroughOurOwnForm) {
    for (auto const& route : all_routes()) {
        if (route.method == Method::post) {
            auto const door = route.path.starts_with("/oidc/") ? Door::client : Door::own_form;
            EXPECT_EQ(route.terms.door, door) << route.path;
        }
        // GET changes nothing, so nothing is counted.
        if (route.method == Method::get) {
            EXPECT_EQ(route.terms.limit, Limit::none) << route.path;
        }
    }
}

// What is refused anyway takes no place from who is not: a slow page whose limit can be read says how. An SMS
// is no hash, and refusing one is quick; the sheet has no limit.
TEST(Routes, ASlowPageSaysWhatItAnswersEarly) {
    for (auto const& route : all_routes()) {
        auto const hashes =
            route.terms.work == Work::slow && route.method == Method::post && route.terms.limit != Limit::sms;
        EXPECT_EQ(!std::holds_alternative<std::monostate>(route.terms.early), hashes) << route.path;
    }
}

// Whoever adds a page that anyone may open says so here.
std::set<std::string> const open_to_anyone{"GET /",
                                           "GET /.well-known/oauth-authorization-server",
                                           "GET /.well-known/openid-configuration",
                                           "GET /b/",
                                           "GET /b/{token}/nieuwe-link",
                                           "GET /brief",
                                           "GET /brief-verstuurd",
                                           "GET /brief-verstuurd/{slug}",
                                           "GET /brief/{slug}",
                                           "GET /contact",
                                           "GET /contact/{slug}",
                                           "GET /e-dienst",
                                           "GET /e/{token}",
                                           "GET /gebruikersvoorwaarden",
                                           "GET /gebruikersvoorwaarden/{slug}",
                                           "GET /healthz",
                                           "GET /hulp",
                                           "GET /hulp/{slug}",
                                           "GET /inloggen",
                                           "GET /inloggen/{slug}",
                                           "GET /klaar",
                                           "GET /klaar-met-app",
                                           "GET /klaar-met-app/{slug}",
                                           "GET /klaar-met-passkey",
                                           "GET /klaar-met-passkey/{slug}",
                                           "GET /klaar-met-tweede-passkey",
                                           "GET /klaar-met-tweede-passkey/{slug}",
                                           "GET /klaar/{slug}",
                                           "GET /n/{token}",
                                           "GET /oidc/authorize",
                                           "GET /oidc/end_session",
                                           "GET /uitloggen/e-dienst",
                                           "GET /oidc/keys",
                                           "GET /oidc/userinfo",
                                           "GET /postvak",
                                           "GET /postvak/brief.pdf",
                                           "GET /postvak/dienst",
                                           "GET /praktijk",
                                           "GET /praktijk/{slug}",
                                           "GET /privacyverklaring",
                                           "GET /privacyverklaring/{slug}",
                                           "GET /readyz",
                                           "GET /u/",
                                           "GET /u/{token}/nieuwe-link",
                                           "GET /x/{token}",
                                           "OPTIONS /oidc/revoke",
                                           "OPTIONS /oidc/token",
                                           "OPTIONS /oidc/userinfo",
                                           "POST /b/{token}/nieuwe-link",
                                           "POST /brief",
                                           "POST /brief/{slug}",
                                           "POST /e/{token}",
                                           "POST /inloggen",
                                           "POST /inloggen/passkey",
                                           "POST /inloggen/passkey/vraag",
                                           "POST /inloggen/{slug}",
                                           "POST /n/{token}",
                                           "POST /oidc/authorize",
                                           "POST /oidc/end_session",
                                           "POST /oidc/introspect",
                                           "POST /oidc/revoke",
                                           "POST /oidc/token",
                                           "POST /oidc/userinfo",
                                           "POST /u/{token}/nieuwe-link",
                                           "POST /uitloggen",
                                           "POST /uitloggen/e-dienst",
                                           "POST /x/{token}"};
// H: who has lost something has no session; what these need, a draft of the browser says.
std::set<std::string> const open_to_who_recovers{"GET /h/{token}",
                                                 "GET /herstel",
                                                 "GET /herstel/app",
                                                 "GET /herstel/code",
                                                 "GET /herstel/e-mail",
                                                 "GET /herstel/e-mail/verstuurd",
                                                 "GET /herstel/geen-e-mail",
                                                 "GET /herstel/nieuw",
                                                 "GET /herstel/papieren-code",
                                                 "GET /herstel/passkey",
                                                 "GET /herstel/super-pin",
                                                 "GET /herstel/telefoon",
                                                 "GET /herstel/telefoon/code",
                                                 "GET /herstel/wachten",
                                                 "GET /herstel/wachtwoord",
                                                 "GET /hersteld",
                                                 "GET /hersteld/{slug}",
                                                 "GET /m/{token}",
                                                 "GET /s/{token}",
                                                 "GET /wachtwoord-vergeten",
                                                 "GET /wachtwoord-vergeten-verstuurd",
                                                 "GET /wachtwoord-vergeten-verstuurd/{slug}",
                                                 "GET /wachtwoord-vergeten/{slug}",
                                                 "POST /h/{token}",
                                                 "POST /herstel/app",
                                                 "POST /herstel/code",
                                                 "POST /herstel/e-mail",
                                                 "POST /herstel/geen-e-mail",
                                                 "POST /herstel/nieuw",
                                                 "POST /herstel/papieren-code",
                                                 "POST /herstel/passkey",
                                                 "POST /herstel/passkey/vraag",
                                                 "POST /herstel/sms",
                                                 "POST /herstel/sms-aan",
                                                 "POST /herstel/stop-sms",
                                                 "POST /herstel/super-pin",
                                                 "POST /herstel/telefoon",
                                                 "POST /herstel/telefoon/code",
                                                 "POST /herstel/wachten",
                                                 "POST /herstel/wachtwoord",
                                                 "POST /m/{token}",
                                                 "POST /s/{token}",
                                                 "POST /wachtwoord-vergeten",
                                                 "POST /wachtwoord-vergeten/{slug}"};

TEST(Routes, WhatAnyoneMayOpen) {
    auto expected = open_to_anyone;
    expected.insert(open_to_who_recovers.begin(), open_to_who_recovers.end());
    std::set<std::string> open;
    for (auto const& route : all_routes())
        if (route.who == Who::anyone || route.who == Who::watcher || route.who == Who::old_link)
            open.insert(std::string(name_of(route.method)) + " " + std::string(route.path));
    EXPECT_EQ(open, expected);
}

// What scripts of other sites may read has no cookie's doing in it.
TEST(Routes, WhatOtherSitesMayRead) {
    std::set<std::string> const for_programs{"/.well-known/oauth-authorization-server",
                                             "/.well-known/openid-configuration",
                                             "/oidc/keys",
                                             "/oidc/revoke",
                                             "/oidc/token",
                                             "/oidc/userinfo"};
    std::set<std::string> found;
    for (auto const& route : all_routes())
        if (route.terms.readers == Readers::clients_sites || route.terms.readers == Readers::any_site)
            found.insert(std::string(route.path));
    EXPECT_EQ(found, for_programs);
}

TEST(Routes, APathOfItsOwnWins) {
    RouteFinder const routes;
    auto const found = [&](Method method, std::string const& path) {
        Request request;
        request.method = method;
        request.path = path;
        return routes.find(request);
    };
    auto const of_practice = found(Method::get, "/inloggen/de-linde");
    EXPECT_EQ(of_practice.name, "/inloggen/{slug}");
    EXPECT_EQ(of_practice.part, "de-linde");
    auto const of_code = found(Method::get, "/inloggen/code");
    EXPECT_EQ(of_code.name, "/inloggen/code");
    EXPECT_EQ(of_code.part, "");
    EXPECT_NE(of_code.route, nullptr);
    auto const wrong_method = found(Method::other, "/inloggen/code");
    EXPECT_TRUE(wrong_method.has_path);
    EXPECT_EQ(wrong_method.route, nullptr);
    auto const nowhere = found(Method::get, "/inloggen/");
    EXPECT_FALSE(nowhere.has_path);
    EXPECT_EQ(nowhere.name, "none");
}

// As health checks ask, and browsers do not.
TEST(Routes, AWatcherMayAskInItsOwnWay) {
    RouteFinder const routes;
    auto const found = [&](Method method, std::string const& path) {
        Request request;
        request.method = method;
        request.path = path;
        auto const route = routes.find(request).route;
        return route == nullptr ? "none" : std::string(route->path);
    };
    for (auto const method : {Method::get, Method::head, Method::options})
        for (auto const* path : {"/healthz", "/readyz"}) EXPECT_EQ(found(method, path), path);
    EXPECT_EQ(found(Method::options, "/"), "/readyz");
    EXPECT_EQ(found(Method::options, "*"), "/readyz");
    EXPECT_EQ(found(Method::get, "/"), "/");
    EXPECT_EQ(found(Method::options, "/inloggen"), "none");
    EXPECT_EQ(found(Method::other, "/healthz"), "none");
    EXPECT_EQ(found(Method::post, "/healthz"), "none");
}

TEST(ClientNetwork, BelievesOnlyTrustedProxies) {
    TrustedProxies none, loopback, socket;
    loopback.networks.push_back(IpNetwork::parse("127.0.0.0/8").value());
    loopback.networks.push_back(IpNetwork::parse("10.0.0.1").value());
    loopback.networks.push_back(IpNetwork::parse("2001:db8:f::/48").value());
    socket.unix_socket = true;
    struct Case {
        std::string_view peer, forwarded_for;
        TrustedProxies const& proxies;
        std::string_view network;
    };
    for (auto const& [peer, forwarded_for, proxies, network] : {
             Case{"203.0.113.7", "198.51.100.1", none, "203.0.113.7"},
             Case{"203.0.113.7", "nonsense", none, "203.0.113.7"},
             Case{"127.0.0.1", "198.51.100.1", none, "127.0.0.1"},
             Case{"127.0.0.1", "198.51.100.1", loopback, "198.51.100.1"},
             Case{"127.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.1", loopback, "198.51.100.1"},
             Case{"127.0.0.1", "6.6.6.6:1, 198.51.100.1:51008, 10.0.0.1:443", loopback, "198.51.100.1"},
             Case{"127.0.0.1", "203.0.113.7:51008", loopback, "203.0.113.7"},
             Case{"127.0.0.1", "6.6.6.6, [2001:db8:1:2::5]:443 ,\t[2001:db8:f::1]:80", loopback,
                  "2001:db8:1:2::/64"},
             Case{"127.0.0.1", "[2001:db8:1:2::5]", loopback, "2001:db8:1:2::/64"},
             Case{"127.0.0.1", "\"[2001:db8:1:2::5]:4711\"", loopback, "2001:db8:1:2::/64"},
             Case{"127.0.0.1", "[::ffff:198.51.100.1]:9", loopback, "198.51.100.1"},
             Case{"127.0.0.1", "fe80::1%eth0", loopback, "fe80::/64"},
             Case{"unix", "2001:db8:1:2:3:4:5:6", socket, "2001:db8:1:2::/64"},
             Case{"unix", "::ffff:198.51.100.1", socket, "198.51.100.1"},
             Case{"unix", "", socket, "unix"},
         }) {
        auto const client = client_network(peer, forwarded_for, proxies);
        EXPECT_EQ(client.text, network) << forwarded_for;
        EXPECT_FALSE(client.has_unreadable_hop) << forwarded_for;
    }
    for (auto const* hop :
         {"evil", "", "unknown", "198.51.100.1:", "198.51.100.1:x", "198.51.100.1:123456", "198.51.100.1:1:1",
          "[198.51.100.1", "[2001:db8::1]x", "[2001:db8::1]:", "2001:db8::g", "[]", "_hidden"}) {
        auto const client = client_network("127.0.0.1", "6.6.6.6, " + std::string(hop), loopback);
        EXPECT_EQ(client.text, "127.0.0.1") << hop;
        EXPECT_TRUE(client.has_unreadable_hop) << hop;
    }
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
