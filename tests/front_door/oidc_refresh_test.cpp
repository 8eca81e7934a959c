// SPDX-License-Identifier: EUPL-1.2
// Refresh tokens: who gets one, what it is worth, and what ends it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>

#include "app.hpp"
#include "clients/client_store.hpp"
#include "clients/grant_store.hpp"
#include "patients/end_account.hpp"
#include "sessions/session_store.hpp"
#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_e_service.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::Not;

class OidcRefresh : public testing::TestWithParam<std::string> {
  protected:
    OidcRefresh() { make_account(app_, browser_); }

    void SetUp() override {
        service_.add({.id = Id<Client>("recept"), .secret_hash = sha256_hex(secret), .scopes = scopes_});
        service_.add({.id = Id<Client>("open"), .scopes = scopes_});
    }

    static Fields of(std::string const& client) {
        return {{"client_id", client}, {"client_secret", client == "open" ? "" : secret}};
    }
    json tokens_of(std::string const& client, Fields const& other = {}) {
        Fields asked{{"client_id", client}, {"scope", "openid profile email offline_access"}};
        for (auto const& [name, value] : other) asked[name] = value;
        auto const answer = service_.redeem(service_.code_for(browser_, asked), of(client));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return json::parse(answer.body);
    }
    std::string refresh_token_of(std::string const& client) { return tokens_of(client).at("refresh_token"); }
    Response refresh(std::string const& client, std::string const& token, Fields const& other = {}) const {
        auto fields =
            TestEService::changed({{"grant_type", "refresh_token"}, {"refresh_token", token}}, of(client));
        return service_.program(Method::post, "/oidc/token",
                                encoded(TestEService::changed(std::move(fields), other)));
    }
    std::string next_of(std::string const& client, std::string const& token) const {
        auto const answer = refresh(client, token);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return json::parse(answer.body).value("refresh_token", "");
    }
    json known_with(Response const& refreshed) const {
        return json::parse(service_.user_info(json::parse(refreshed.body).at("access_token")).body);
    }
    void change(std::function<void(Transaction&)> const& step) { app_.app().database.transaction(step); }
    Id<Account> account() {
        return app_.app().database.read([](Transaction& transaction) {
            return transaction.one("SELECT id FROM account").value().id<Account>(0);
        });
    }

    std::vector<std::string> const scopes_{"profile", "email", "offline_access"};
    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
    TestEService service_{app_};
};

TEST_P(OidcRefresh, AClientWithASecretKeepsItsToken) {
    auto const first = tokens_of("recept", {{"prompt", "consent"}});
    std::string const token = first.at("refresh_token");
    EXPECT_LE(token.size(), 120U);
    EXPECT_EQ(first.at("scope"), "openid profile email offline_access");
    app_.wait(11min);
    EXPECT_EQ(service_.user_info(first.at("access_token")).status, 401);
    for (int i = 0; i < 3; ++i) {
        auto const answer = refresh("recept", token);
        ASSERT_EQ(answer.status, 200) << answer.body;
        auto const tokens = json::parse(answer.body);
        EXPECT_EQ(tokens.at("refresh_token"), token);
        EXPECT_EQ(tokens.at("scope"), first.at("scope"));
        EXPECT_EQ(known_with(answer).at("email"), "seyma@post.example");
    }
    EXPECT_EQ(lines(app_, AuditType::client_signed_in), 1);
}

// OpenID Connect Core section 12.2.
TEST_P(OidcRefresh, AnIdTokenSaysWhatTheFirstOneSaid) {
    auto const tokens = tokens_of("recept");
    auto const first = part_of(tokens.at("id_token"), 1);
    app_.wait(11min);
    auto const answer = json::parse(refresh("recept", tokens.at("refresh_token")).body);
    auto const second = part_of(answer.at("id_token"), 1);
    for (auto const* claim : {"iss", "sub", "aud", "auth_time", "acr", "amr", "sid"})
        EXPECT_EQ(second.at(claim), first.at(claim)) << claim;
    EXPECT_EQ(second.at("iat").get<int>(), first.at("iat").get<int>() + 660);
    EXPECT_EQ(second.at("exp").get<int>(), first.at("exp").get<int>() + 660);
    EXPECT_FALSE(second.contains("nonce"));
    EXPECT_NE(second.at("at_hash"), first.at("at_hash"));
    EXPECT_EQ(part_of(answer.at("id_token"), 0).at("alg"), "RS256");
}

TEST_P(OidcRefresh, NobodyGetsOneUnasked) {
    service_.add({.id = Id<Client>("nooit"), .secret_hash = sha256_hex(secret)});
    EXPECT_FALSE(tokens_of("recept", {{"scope", "openid profile"}}).contains("refresh_token"));
    auto const tokens = tokens_of("nooit");
    EXPECT_FALSE(tokens.contains("refresh_token")) << "it may not";
    EXPECT_EQ(tokens.at("scope"), "openid profile email");
}

// An answer that got lost costs nothing.
TEST_P(OidcRefresh, APublicClientsTokenHoldsUntilTheNextIsUsed) {
    auto const first = refresh_token_of("open");
    auto const lost = next_of("open", first);
    EXPECT_NE(lost, first);
    app_.wait(1h);
    auto const second = next_of("open", first);
    auto const third = next_of("open", second);
    EXPECT_EQ(refresh("open", second).status, 200) << "used last";
    EXPECT_EQ(refresh("open", third).status, 200);
    EXPECT_EQ(lines(app_, AuditType::client_refresh_again), 0);
}

TEST_P(OidcRefresh, OneThatComesAgainEndsWhatCameOfIt) {
    auto const other = tokens_of("open");
    auto const first = refresh_token_of("open");
    auto const second = next_of("open", first);
    auto const answer = refresh("open", second);
    EXPECT_EQ(error_of(refresh("open", first)), "400 invalid_grant");
    EXPECT_EQ(lines(app_, AuditType::client_refresh_again), 1);
    EXPECT_EQ(error_of(refresh("open", json::parse(answer.body).at("refresh_token"))), "400 invalid_grant");
    EXPECT_EQ(service_.user_info(json::parse(answer.body).at("access_token")).status, 401);
    EXPECT_EQ(error_of(refresh("open", first)), "400 invalid_grant");
    EXPECT_EQ(lines(app_, AuditType::client_refresh_again), 1) << "once";
    EXPECT_EQ(refresh("open", other.at("refresh_token")).status, 200) << "of another sign-in";
    EXPECT_EQ(browser_.open("/diensten").heading(), "Uw diensten") << "and so is the patient's own";
}

// Who took the first one and refreshes in step with its owner.
TEST_P(OidcRefresh, TwoThatRefreshInTurnAreFoundOut) {
    auto const first = refresh_token_of("open");
    auto const owners = next_of("open", first);
    app_.wait(31s);
    auto const thiefs = next_of("open", first);
    EXPECT_EQ(refresh("open", owners).status, 200);
    EXPECT_EQ(error_of(refresh("open", thiefs)), "400 invalid_grant");
    EXPECT_EQ(error_of(refresh("open", owners)), "400 invalid_grant");
    EXPECT_EQ(lines(app_, AuditType::client_refresh_again), 1);
}

TEST_P(OidcRefresh, ATokenIsOfItsClient) {
    service_.add({.id = Id<Client>("ander"), .secret_hash = sha256_hex(secret), .scopes = scopes_});
    auto const token = refresh_token_of("recept");
    EXPECT_EQ(error_of(refresh("ander", token)), "400 invalid_grant");
    EXPECT_EQ(error_of(refresh("open", token)), "400 invalid_grant");
    EXPECT_EQ(error_of(refresh("recept", token, {{"client_secret", "anders"}})), "401 invalid_client");
    EXPECT_EQ(error_of(refresh("recept", token, {{"client_secret", ""}})), "401 invalid_client");
    EXPECT_EQ(error_of(refresh("recept", token, {{"client_id", ""}})), "401 invalid_client");
    auto const access = json::parse(refresh("recept", token).body).at("access_token").get<std::string>();
    for (auto const& wrong : {token + "A", token.substr(1), std::string("x"), access})
        EXPECT_EQ(error_of(refresh("recept", wrong)), "400 invalid_grant") << wrong;
    EXPECT_EQ(service_.user_info(token).status, 401) << "it opens nothing itself";
    EXPECT_EQ(error_of(refresh("recept", "")), "400 invalid_request");
    EXPECT_EQ(refresh("recept", token).status, 200) << "none of that cost it anything";
}

TEST_P(OidcRefresh, LessMayBeAsked) {
    auto const token = refresh_token_of("recept");
    auto const little = refresh("recept", token, {{"scope", "profile"}});
    EXPECT_EQ(json::parse(little.body).at("scope"), "openid profile");
    EXPECT_TRUE(known_with(little).contains("name"));
    EXPECT_FALSE(known_with(little).contains("email"));
    EXPECT_EQ(error_of(refresh("recept", token, {{"scope", "openid phone"}})), "400 invalid_scope");
    EXPECT_TRUE(known_with(refresh("recept", token)).contains("email")) << "it is worth what was granted";
}

TEST_P(OidcRefresh, WhatTheClientMayNotAskAnyMoreIsNotGiven) {
    auto const token = refresh_token_of("recept");
    auto const may = [&](std::vector<std::string> scopes) {
        change([&](Transaction& transaction) {
            auto client = find_client(transaction, Id<Client>("recept")).value();
            client.scopes = std::move(scopes);
            change_client(transaction, client);
        });
        return refresh("recept", token);
    };
    auto const without_email = may({"profile", "offline_access"});
    EXPECT_EQ(json::parse(without_email.body).at("scope"), "openid profile offline_access");
    EXPECT_FALSE(known_with(without_email).contains("email"));
    EXPECT_EQ(error_of(may({"profile", "email"})), "400 invalid_grant");
}

TEST_P(OidcRefresh, GoesOnThoughNobodyIsHere) {
    auto const token = refresh_token_of("recept");
    app_.wait(2h);
    EXPECT_EQ(browser_.open("/diensten").heading(), "Inloggen");
    auto const answer = refresh("recept", token);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(known_with(answer).at("email"), "seyma@post.example");
    app_.wait(6h - 1ms);
    EXPECT_EQ(refresh("recept", token).status, 200);
    app_.wait(6h);
    EXPECT_EQ(error_of(refresh("recept", token)), "400 invalid_grant");
}

TEST_P(OidcRefresh, LastsNoLongerThanASignInMay) {
    auto const token = refresh_token_of("recept");
    for (int i = 0; i < 4; ++i) {
        app_.wait(5h + 45min);
        EXPECT_EQ(refresh("recept", token).status, 200);
    }
    app_.wait(55min);
    auto const access = json::parse(refresh("recept", token).body).at("access_token").get<std::string>();
    EXPECT_EQ(service_.user_info(access).status, 200);
    app_.wait(5min);
    EXPECT_EQ(error_of(refresh("recept", token)), "400 invalid_grant");
    EXPECT_EQ(service_.user_info(access).status, 401);
}

TEST_P(OidcRefresh, SigningOutEndsIt) {
    auto const token = refresh_token_of("recept");
    browser_.open("/mijn-account").press("/uitloggen");
    EXPECT_EQ(error_of(refresh("recept", token)), "400 invalid_grant");
}

// The page still stands there, though who signed in on it is out by now.
TEST_P(OidcRefresh, SigningOutEndsItAfterAnHourToo) {
    auto const token = refresh_token_of("recept");
    auto const access = json::parse(refresh("recept", token).body).at("access_token").get<std::string>();
    browser_.open("/mijn-account");
    app_.wait(61min);
    EXPECT_EQ(refresh("recept", token).status, 200);
    browser_.press("/uitloggen");
    EXPECT_EQ(error_of(refresh("recept", token)), "400 invalid_grant");
    EXPECT_EQ(service_.user_info(access).status, 401);
}

TEST_P(OidcRefresh, WhatEndsASessionEndsIt) {
    struct Ending {
        std::string what;
        std::function<void(Transaction&)> step;
    };
    auto const now = [&] { return app_.now(); };
    for (auto const& [what, step] : {
             Ending{
                 "a new password, a second factor, a recovery",
                 [&](Transaction& transaction) { end_sessions_of_account(transaction, account(), now()); }},
             Ending{"signed out everywhere else",
                    [&](Transaction& transaction) {
                        end_other_sessions(transaction, account(), "another one", now());
                    }},
             Ending{"a backup that was put back",
                    [&](Transaction& transaction) { end_all_sessions(transaction, now()); }},
             Ending{
                 "no patient of its practices any more",
                 [&](Transaction& transaction) { transaction.run("UPDATE patient SET account_id = NULL"); }},
         }) {
        auto const token = refresh_token_of("recept");
        EXPECT_EQ(refresh("recept", token).status, 200) << what;
        change(step);
        EXPECT_EQ(error_of(refresh("recept", token)), "400 invalid_grant") << what;
    }
}

TEST_P(OidcRefresh, AnAccountThatIsClosedEndsIt) {
    auto const token = refresh_token_of("recept");
    change([&, owner = account()](Transaction& transaction) {
        auto const closed = find_password(transaction, owner).value().account;
        end_account(transaction, app_.app().patients, closed, app_.now());
    });
    EXPECT_EQ(error_of(refresh("recept", token)), "400 invalid_grant");
}

// Signing in anew, for another e-service, ends nothing at this one; signing out after it does.
TEST_P(OidcRefresh, WhoSignsInAnewInTheSameBrowserKeepsIt) {
    auto const tokens = tokens_of("recept");
    std::string const token = tokens.at("refresh_token");
    auto const first = part_of(tokens.at("id_token"), 1);
    app_.wait(2min);
    auto const later = part_of(tokens_of("open", {{"prompt", "login"}}).at("id_token"), 1);
    EXPECT_GT(later.at("auth_time"), first.at("auth_time"));
    auto const again = json::parse(refresh("recept", token).body);
    EXPECT_EQ(part_of(again.at("id_token"), 1).at("auth_time"), first.at("auth_time"));
    EXPECT_EQ(part_of(again.at("id_token"), 1).at("sid"), first.at("sid"));
    browser_.open("/mijn-account").press("/uitloggen");
    EXPECT_EQ(error_of(refresh("recept", token)), "400 invalid_grant");
}

// Programs throw away what is refused: what is our trouble is said to be.
TEST_P(OidcRefresh, ABrokenDatabaseRefusesNothing) {
    auto const rename = [&](std::string const& from, std::string const& to) {
        change([sql = "ALTER TABLE " + from + " RENAME TO " + to](Transaction& transaction) {
            transaction.script(sql);
        });
    };
    auto const token = next_of("open", refresh_token_of("open"));
    for (auto const* table : {"client", "client_grant", "session", "signing_key"}) {
        rename(table, "away");
        EXPECT_EQ(error_of(refresh("open", token)), "500 server_error") << table;
        rename("away", table);
    }
    EXPECT_EQ(refresh("open", token).status, 200);
}

INSTANTIATE_TEST_SUITE_P(Databases, OidcRefresh, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
