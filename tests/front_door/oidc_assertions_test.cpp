// SPDX-License-Identifier: EUPL-1.2
// A client that shows who it is by what it signs (private_key_jwt).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_e_service.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

class OidcAssertions : public testing::TestWithParam<std::string> {
  protected:
    OidcAssertions() {
        make_account(app_, browser_);
        service_.add({.id = Id<Client>("recept"), .secret_hash = sha256_hex(secret)});
    }

    std::string code() {
        return service_.code_for(browser_, {{"client_id", "sleutel"}, {"scope", "openid offline_access"}});
    }
    std::string issuer() { return app_.app().site.public_url; }
    Response ask(std::string const& path, Fields fields, Fields const& more) const {
        for (auto const& [name, value] : more) fields[name] = value;
        return service_.program(Method::post, path, encoded(fields));
    }
    Fields shown(std::string const& id, json const& claims = json::object(),
                 json const& header = json::object()) {
        return client_.shown(app_.now(), id, claims, header);
    }

    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
    TestEService service_{app_};
    SigningClient client_{service_};
};

TEST_P(OidcAssertions, ShowWhoAsksAtEveryEndpoint) {
    auto const tokens = json::parse(service_.redeem(code(), shown("a")).body);
    EXPECT_EQ(part_of(tokens.at("id_token"), 1).at("aud"), "sleutel");
    auto const known = ask("/oidc/introspect", shown("b"), {{"token", tokens.at("access_token")}});
    EXPECT_EQ(json::parse(known.body).at("active"), true) << known.body;
    Fields const refresh{{"grant_type", "refresh_token"}, {"refresh_token", tokens.at("refresh_token")}};
    EXPECT_EQ(ask("/oidc/token", shown("c"), refresh).status, 200);
    EXPECT_EQ(ask("/oidc/revoke", shown("d"), {{"token", tokens.at("access_token")}}).status, 200);
    EXPECT_EQ(error_of(ask("/oidc/token", shown("e"), refresh)), "400 invalid_grant");
}

TEST_P(OidcAssertions, AreOfRsaKeysToo) {
    SigningClient const client(service_, "andere", SigningAlgorithm::rs256);
    auto const code = service_.code_for(browser_, {{"client_id", "andere"}});
    EXPECT_EQ(service_.redeem(code, client.shown(app_.now(), "a")).status, 200);
}

TEST_P(OidcAssertions, AreTakenOnce) {
    auto const code = this->code();
    auto const once = shown("eenmalig");
    auto const tokens = json::parse(service_.redeem(code, once).body);
    Fields const refresh{{"grant_type", "refresh_token"}, {"refresh_token", tokens.at("refresh_token")}};
    EXPECT_EQ(error_of(ask("/oidc/token", once, refresh)), "401 invalid_client");
    EXPECT_EQ(error_of(ask("/oidc/token", shown("eenmalig"), refresh)), "401 invalid_client")
        << "signed anew";
    EXPECT_EQ(error_of(ask("/oidc/introspect", once, {{"token", "x"}})), "401 invalid_client");
    EXPECT_EQ(error_of(ask("/oidc/revoke", once, {{"token", "x"}})), "401 invalid_client");
    EXPECT_EQ(ask("/oidc/token", shown("tweede"), refresh).status, 200);
}

// A refusal is not told more closely.
TEST_P(OidcAssertions, WhatIsWrongIsRefused) {
    auto const code = this->code();
    auto const now = app_.now().time_since_epoch() / 1s;
    struct Case {
        std::string what;
        json claims = json::object(), header = json::object();
    };
    for (auto const& [what, claims, header] : {
             Case{"a list", {{"aud", {issuer()}}}},
             Case{"the token endpoint", {{"aud", issuer() + "/oidc/token"}}},
             Case{"another server", {{"aud", "https://ander.example"}}},
             Case{"no audience", {{"aud", nullptr}}},
             Case{"another client", {{"sub", "recept"}}},
             Case{"no sub", {{"sub", nullptr}}},
             Case{"another iss", {{"iss", "recept"}}},
             Case{"five minutes ago", {{"exp", now - 300}}},
             Case{"no exp", {{"exp", nullptr}}},
             Case{"exp as a text", {{"exp", std::to_string(now + 60)}}},
             Case{"exp that fits nowhere", {{"exp", 1e300}}},
             Case{"in two hours", {{"exp", now + 7200}}},
             Case{"made in the future", {{"iat", now + 61}}},
             Case{"begins in the future", {{"nbf", now + 61}}},
             Case{"no jti", {{"jti", nullptr}}},
             Case{"another kind of token", {}, {{"typ", "logout+jwt"}}},
             Case{"none", {}, {{"alg", "none"}}},
             Case{"another algorithm", {}, {{"alg", "RS256"}}},
             Case{"an unknown key", {}, {{"kid", "onbekend"}}},
             Case{"a key of its own", {}, {{"jwk", json::object()}}},
             Case{"what must be understood", {}, {{"crit", {"iets"}}}},
         })
        EXPECT_EQ(error_of(service_.redeem(code, shown(what, claims, header))), "401 invalid_client") << what;
    SigningClient const stranger(service_, "vreemd");
    auto signed_by_another = stranger.shown(app_.now(), "x", {{"iss", "sleutel"}, {"sub", "sleutel"}});
    signed_by_another["client_id"] = "sleutel";
    EXPECT_EQ(error_of(service_.redeem(code, signed_by_another)), "401 invalid_client");
    EXPECT_EQ(service_
                  .redeem(code, shown("goed", {{"iat", now + 10}, {"nbf", now + 8}},
                                      {{"typ", "client-authentication+jwt"}}))
                  .status,
              200)
        << "none of that cost the code";
}

TEST_P(OidcAssertions, AreTheOnlyWayOfTheirClient) {
    auto const code = this->code();
    EXPECT_EQ(error_of(service_.redeem(code, {{"client_id", "sleutel"}})), "401 invalid_client")
        << "a secret";
    EXPECT_EQ(error_of(service_.redeem(code, {{"client_id", "sleutel"}, {"client_secret", ""}})),
              "401 invalid_client")
        << "nothing";
    auto both = shown("a");
    both["client_secret"] = secret;
    EXPECT_EQ(error_of(service_.redeem(code, both)), "400 invalid_request");
    EXPECT_EQ(
        error_of(service_.program(Method::post, "/oidc/token", TestEService::redemption(code, shown("b")),
                                  {{"authorization", "Basic c2xldXRlbDp4"}})),
        "400 invalid_request");
    auto other_type = shown("c");
    other_type["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:saml2-bearer";
    EXPECT_EQ(error_of(service_.redeem(code, other_type)), "401 invalid_client");
    auto other_client = shown("d");
    other_client["client_id"] = "recept";
    EXPECT_EQ(error_of(service_.redeem(code, other_client)), "401 invalid_client");
    auto as_recept = shown("e", {{"iss", "recept"}, {"sub", "recept"}});
    as_recept["client_id"] = "recept";
    EXPECT_EQ(error_of(service_.redeem(code, as_recept)), "401 invalid_client") << "that has a secret";
    auto without_id = shown("f");
    without_id["client_id"] = "";
    EXPECT_EQ(service_.redeem(code, without_id).status, 200) << "it says who it is itself";
}

// Programs throw away what is refused: what is our trouble is said to be, and costs the assertion nothing.
TEST_P(OidcAssertions, ABrokenDatabaseTakesNone) {
    auto const rename = [&](std::string const& from, std::string const& to) {
        app_.app().database.transaction([&, sql = "ALTER TABLE " + from + " RENAME TO " +
                                                  to](Transaction& transaction) { transaction.script(sql); });
    };
    auto const code = this->code();
    auto const once = shown("eenmalig");
    for (auto const* table : {"client_assertion", "client_grant"}) {
        rename(table, "away");
        EXPECT_EQ(error_of(service_.redeem(code, once)), "500 server_error") << table;
        rename("away", table);
    }
    EXPECT_EQ(service_.redeem(code, once).status, 200);
}

TEST_P(OidcAssertions, StandInDiscovery) {
    auto const found =
        json::parse(service_.program(Method::get, "/.well-known/openid-configuration", "").body);
    for (std::string const endpoint : {"token", "revocation", "introspection"}) {
        EXPECT_THAT(found.at(endpoint + "_endpoint_auth_methods_supported"),
                    testing::Contains("private_key_jwt"));
        EXPECT_THAT(found.at(endpoint + "_endpoint_auth_signing_alg_values_supported"),
                    testing::ElementsAre("RS256", "ES256"));
    }
}

INSTANTIATE_TEST_SUITE_P(Databases, OidcAssertions, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
