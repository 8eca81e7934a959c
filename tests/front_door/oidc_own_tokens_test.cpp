// SPDX-License-Identifier: EUPL-1.2
// What a client may do with what it got: give it back (RFC 7009), and ask whether it is good for anything
// (RFC 7662).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "clients/client_store.hpp"
#include "sessions/session_store.hpp"
#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_e_service.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

class OidcOwnTokens : public testing::TestWithParam<std::string> {
  protected:
    OidcOwnTokens() { make_account(app_, browser_); }

    void SetUp() override {
        for (auto const* id : {"recept", "ander"})
            service_.add({.id = Id<Client>(id), .secret_hash = sha256_hex(secret), .scopes = scopes_});
        service_.add({.id = Id<Client>("open"), .scopes = scopes_});
    }

    static Fields of(std::string const& client) {
        return {{"client_id", client}, {"client_secret", client == "open" ? "" : secret}};
    }
    json tokens_of(std::string const& client) {
        auto const answer = service_.redeem(
            service_.code_for(browser_, {{"client_id", client}, {"scope", "openid email offline_access"}}),
            of(client));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return json::parse(answer.body);
    }
    Response ask(std::string const& path, Fields fields, Fields const& other = {}) const {
        return service_.program(Method::post, path, encoded(TestEService::changed(std::move(fields), other)));
    }
    Response refresh(std::string const& client, std::string const& token, Fields const& other = {}) const {
        auto fields =
            TestEService::changed({{"grant_type", "refresh_token"}, {"refresh_token", token}}, of(client));
        return ask("/oidc/token", std::move(fields), other);
    }
    Response revoke(std::string const& client, std::string const& token, Fields const& other = {}) const {
        return ask("/oidc/revoke", TestEService::changed({{"token", token}}, of(client)), other);
    }
    Response asked_of(std::string const& client, std::string const& token, Fields const& other = {}) const {
        return ask("/oidc/introspect", TestEService::changed({{"token", token}}, of(client)), other);
    }
    json known_of(std::string const& client, std::string const& token) const {
        auto const answer = asked_of(client, token);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return json::parse(answer.body);
    }
    std::int64_t seconds() { return app_.now().time_since_epoch() / 1s; }

    std::vector<std::string> const scopes_{"profile", "email", "offline_access"};
    json const nothing_{{"active", false}};
    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
    TestEService service_{app_};
};

TEST_P(OidcOwnTokens, GivingBackOneEndsBoth) {
    for (auto const* client : {"recept", "open"})
        for (auto const* which : {"access_token", "refresh_token"}) {
            auto const tokens = tokens_of(client);
            auto const before = lines(app_, AuditType::client_revoked);
            auto const answer = revoke(client, tokens.at(which));
            EXPECT_EQ(answer.status, 200);
            EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
            EXPECT_EQ(service_.user_info(tokens.at("access_token")).status, 401) << client << " " << which;
            EXPECT_EQ(error_of(refresh(client, tokens.at("refresh_token"))), "400 invalid_grant");
            EXPECT_EQ(revoke(client, tokens.at(which)).status, 200) << "again";
            EXPECT_EQ(lines(app_, AuditType::client_revoked), before + 1);
        }
    EXPECT_EQ(browser_.open("/diensten").heading(), "Uw diensten") << "the patient stays signed in here";
}

TEST_P(OidcOwnTokens, WhatHintIsGivenDoesNotMatter) {
    for (auto const* hint : {"access_token", "refresh_token", "iets_anders"})
        for (auto const* which : {"access_token", "refresh_token"}) {
            auto const tokens = tokens_of("recept");
            EXPECT_EQ(asked_of("recept", tokens.at(which), {{"token_type_hint", hint}}).status, 200);
            EXPECT_EQ(revoke("recept", tokens.at(which), {{"token_type_hint", hint}}).status, 200);
            EXPECT_EQ(service_.user_info(tokens.at("access_token")).status, 401) << hint;
        }
}

// And is told nothing of it.
TEST_P(OidcOwnTokens, NobodyGivesBackWhatIsAnothers) {
    auto const tokens = tokens_of("recept");
    for (auto const* which : {"access_token", "refresh_token"})
        for (auto const* client : {"ander", "open"}) EXPECT_EQ(revoke(client, tokens.at(which)).status, 200);
    EXPECT_EQ(revoke("recept", "geen token").status, 200);
    EXPECT_EQ(service_.user_info(tokens.at("access_token")).status, 200);
    EXPECT_EQ(refresh("recept", tokens.at("refresh_token")).status, 200);
    EXPECT_EQ(lines(app_, AuditType::client_revoked), 0);
}

TEST_P(OidcOwnTokens, WhoAsksShowsWhoItIs) {
    std::string const token = tokens_of("recept").at("refresh_token");
    for (auto const* path : {"/oidc/revoke", "/oidc/introspect"}) {
        Fields const right = TestEService::changed({{"token", token}}, of("recept"));
        EXPECT_EQ(error_of(ask(path, right, {{"client_secret", "anders"}})), "401 invalid_client");
        EXPECT_EQ(error_of(ask(path, right, {{"client_secret", ""}})), "401 invalid_client");
        auto const nobody = ask(path, right, {{"client_id", ""}});
        EXPECT_EQ(error_of(nobody), "401 invalid_client");
        EXPECT_THAT(header_of(nobody, "WWW-Authenticate"), StartsWith("Basic "));
        EXPECT_EQ(error_of(ask(path, right, {{"token", ""}})), "400 invalid_request");
        EXPECT_EQ(error_of(service_.program(Method::post, path, encoded(right) + "&token=x")),
                  "400 invalid_request")
            << "twice";
        EXPECT_EQ(error_of(service_.program(Method::post, path, encoded(right),
                                            {{"content-type", "application/json"}})),
                  "400 invalid_request");
    }
    EXPECT_EQ(error_of(asked_of("open", tokens_of("open").at("access_token"))), "401 invalid_client")
        << "a public client is anybody";
    EXPECT_EQ(refresh("recept", token).status, 200);
}

TEST_P(OidcOwnTokens, AnAccessTokenIsGoodForTenMinutes) {
    auto const tokens = tokens_of("recept");
    auto const claims = part_of(tokens.at("id_token"), 1);
    std::string const token = tokens.at("access_token");
    json const expected{{"active", true},
                        {"iss", claims.at("iss")},
                        {"client_id", "recept"},
                        {"sub", claims.at("sub")},
                        {"scope", "openid email offline_access"},
                        {"iat", claims.at("iat")},
                        {"exp", claims.at("iat").get<std::int64_t>() + 600},
                        {"auth_time", claims.at("auth_time")},
                        {"acr", claims.at("acr")},
                        {"token_type", "Bearer"}};
    EXPECT_EQ(known_of("recept", token), expected);
    EXPECT_EQ(known_of("ander", token), nothing_);
    app_.wait(599s);
    EXPECT_EQ(known_of("recept", token), expected);
    app_.wait(1s);
    EXPECT_EQ(known_of("recept", token), nothing_);
    auto const little = refresh("recept", tokens.at("refresh_token"), {{"scope", "openid"}});
    EXPECT_EQ(known_of("recept", json::parse(little.body).at("access_token")).at("scope"), "openid");
}

TEST_P(OidcOwnTokens, ARefreshTokenIsGoodForAsLongAsItIsSaid) {
    std::string const token = tokens_of("recept").at("refresh_token");
    auto const known = known_of("recept", token);
    EXPECT_EQ(known.at("active"), true);
    EXPECT_FALSE(known.contains("token_type")) << "it opens nothing itself";
    EXPECT_EQ(known.at("exp"), seconds() + 6 * 3600);
    EXPECT_EQ(known_of("ander", token), nothing_);
    app_.wait(6h - 1s);
    EXPECT_EQ(known_of("recept", token), known) << "asking is no use of it";
    app_.wait(1s);
    EXPECT_EQ(known_of("recept", token), nothing_);
    EXPECT_EQ(error_of(refresh("recept", token)), "400 invalid_grant") << "and so it is";
}

TEST_P(OidcOwnTokens, WhatEndedIsGoodForNothing) {
    auto const all = {"access_token", "refresh_token"};
    auto tokens = tokens_of("recept");
    EXPECT_EQ(revoke("recept", tokens.at("refresh_token")).status, 200);
    for (auto const* which : all) EXPECT_EQ(known_of("recept", tokens.at(which)), nothing_) << which;
    tokens = tokens_of("recept");
    browser_.open("/mijn-account").press("/uitloggen");
    for (auto const* which : all) EXPECT_EQ(known_of("recept", tokens.at(which)), nothing_) << which;
    for (auto const* wrong : {"geen token", "", "x"})
        EXPECT_EQ(asked_of("recept", wrong).status, std::string(wrong).empty() ? 400 : 200);
}

// Programs throw away what is refused: what is our trouble is said to be.
TEST_P(OidcOwnTokens, ABrokenDatabaseSaysNothingOfTokens) {
    auto const tokens = tokens_of("recept");
    auto const rename = [&](std::string const& from, std::string const& to) {
        app_.app().database.transaction([&, sql = "ALTER TABLE " + from + " RENAME TO " +
                                                  to](Transaction& transaction) { transaction.script(sql); });
    };
    rename("client_grant", "away");
    EXPECT_EQ(error_of(revoke("recept", tokens.at("refresh_token"))), "500 server_error");
    EXPECT_EQ(error_of(asked_of("recept", tokens.at("access_token"))), "500 server_error");
    rename("away", "client_grant");
    EXPECT_EQ(known_of("recept", tokens.at("access_token")).at("active"), true);
}

TEST_P(OidcOwnTokens, WhoseScriptsMayRead) {
    constexpr auto may = "Access-Control-Allow-Origin";
    auto const of_site = [&](Method method, std::string const& path) {
        return header_of(service_.program(method, path, "", {{"origin", "https://recept.example"}}), may);
    };
    EXPECT_EQ(of_site(Method::post, "/oidc/revoke"), "https://recept.example");
    EXPECT_EQ(of_site(Method::options, "/oidc/revoke"), "https://recept.example");
    EXPECT_EQ(of_site(Method::post, "/oidc/introspect"), "");
    EXPECT_EQ(service_.program(Method::options, "/oidc/introspect", "").status, 405);
}

TEST_P(OidcOwnTokens, StandInDiscovery) {
    auto const found =
        json::parse(service_.program(Method::get, "/.well-known/openid-configuration", "").body);
    auto const issuer = found.at("issuer").get<std::string>();
    EXPECT_EQ(found.at("revocation_endpoint"), issuer + "/oidc/revoke");
    EXPECT_EQ(found.at("introspection_endpoint"), issuer + "/oidc/introspect");
    EXPECT_THAT(found.at("grant_types_supported").dump(), HasSubstr("refresh_token"));
    EXPECT_THAT(found.at("scopes_supported").dump(), HasSubstr("offline_access"));
    EXPECT_FALSE(
        json::parse(found.at("introspection_endpoint_auth_methods_supported").dump()).dump().find("none") !=
        std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Databases, OidcOwnTokens, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
