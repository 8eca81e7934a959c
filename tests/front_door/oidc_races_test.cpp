// SPDX-License-Identifier: EUPL-1.2
// Sixteen programs, or tabs, at once.
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <set>
#include <thread>

#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_e_service.hpp"

namespace voordeur {
namespace {

constexpr int racers = 16;

class OidcRaces : public testing::TestWithParam<std::string> {
  protected:
    OidcRaces() {
        make_account(app_, browser_);
        service_.add({.id = Id<Client>("recept"), .secret_hash = sha256_hex(secret)});
    }
    // Each in a thread of its own, all at once; the answers.
    template <class Ask>
    static std::vector<Response> at_once(Ask const& ask) {
        std::latch all_there(racers);
        std::vector<Response> answers(racers);
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < racers; ++i)
            threads.emplace_back([&, i] {
                all_there.arrive_and_wait();
                answers.at(i) = ask(i);
            });
        threads.clear();
        return answers;
    }

    // Of a public client, whose refresh tokens follow each other.
    Response refresh(std::string const& token) const {
        return service_.program(
            Method::post, "/oidc/token",
            encoded({{"grant_type", "refresh_token"}, {"refresh_token", token}, {"client_id", "open"}}));
    }
    static std::string refresh_token_in(Response const& answer) {
        EXPECT_EQ(answer.status, 200) << answer.body;
        return nlohmann::json::parse(answer.body).value("refresh_token", "");
    }
    std::string first_refresh_token() {
        service_.add({.id = Id<Client>("open"), .scopes = {"offline_access"}});
        Fields const asked{{"client_id", "open"}, {"scope", "openid offline_access"}};
        return refresh_token_in(service_.redeem(service_.code_for(browser_, asked),
                                                {{"client_id", "open"}, {"client_secret", ""}}));
    }

    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
    TestEService service_{app_};
};

// One gets tokens, the others nothing; and since a code that comes again is in wrong hands, what the one got
// ends.
TEST_P(OidcRaces, OneGetsWhatACodeIsWorth) {
    auto const code = service_.code_for(browser_);
    auto const answers = at_once([&](std::size_t) { return service_.redeem(code); });
    std::string token;
    for (auto const& answer : answers) {
        if (answer.status == 200) {
            EXPECT_EQ(token, "") << "a second one";
            token = nlohmann::json::parse(answer.body).at("access_token");
        } else {
            EXPECT_EQ(error_of(answer), "400 invalid_grant");
        }
    }
    EXPECT_NE(token, "");
    EXPECT_EQ(count(app_, "client_grant"), 1);
    EXPECT_EQ(service_.user_info(token).status, 401);
    EXPECT_EQ(lines(app_, AuditType::client_signed_in), 1);
    EXPECT_EQ(lines(app_, AuditType::client_code_again), 1);
}

// Whoever comes first names the patient, for all.
TEST_P(OidcRaces, APatientHasOneNameAtAClient) {
    std::vector<std::string> codes;
    for (int i = 0; i < racers; ++i) codes.push_back(service_.code_for(browser_));
    auto const answers = at_once([&](std::size_t i) { return service_.redeem(codes.at(i)); });
    std::set<std::string> subjects;
    for (auto const& answer : answers) {
        ASSERT_EQ(answer.status, 200) << answer.body;
        subjects.insert(part_of(nlohmann::json::parse(answer.body).at("id_token"), 1).at("sub"));
    }
    EXPECT_EQ(subjects.size(), 1U);
}

// Nobody's tokens outlive a sign-out that happens meanwhile.
TEST_P(OidcRaces, SigningOutEndsWhatIsRedeemedAtThatMoment) {
    std::vector<std::string> codes;
    for (int i = 0; i < racers; ++i) codes.push_back(service_.code_for(browser_));
    browser_.open("/mijn-account");
    auto const answers = at_once([&](std::size_t i) {
        if (i != 0) return service_.redeem(codes.at(i));
        auto browser = browser_;
        return browser.press("/uitloggen").answer();
    });
    for (auto const& answer : answers) {
        if (answer.status != 200) continue;
        EXPECT_EQ(service_.user_info(nlohmann::json::parse(answer.body).at("access_token")).status, 401);
    }
}

// Tabs of one program: each gets one, and none ends what another got.
TEST_P(OidcRaces, TabsThatRefreshAtOnceAllGoOn) {
    auto const first = first_refresh_token();
    auto const answers = at_once([&](std::size_t) { return refresh(first); });
    std::vector<std::string> tokens;
    for (auto const& answer : answers) tokens.push_back(refresh_token_in(answer));
    auto const next = at_once([&](std::size_t i) { return refresh(tokens.at(i)); });
    for (auto const& answer : next)
        EXPECT_EQ(service_.user_info(nlohmann::json::parse(answer.body).at("access_token")).status, 200);
    EXPECT_EQ(lines(app_, AuditType::client_refresh_again), 0);
}

TEST_P(OidcRaces, WhatComesAgainEndsItAllOnce) {
    auto const first = first_refresh_token();
    auto const second = refresh_token_in(refresh(first));
    auto const third = refresh_token_in(refresh(second));
    for (auto const& answer : at_once([&](std::size_t) { return refresh(first); }))
        EXPECT_EQ(error_of(answer), "400 invalid_grant");
    EXPECT_EQ(error_of(refresh(third)), "400 invalid_grant");
    EXPECT_EQ(lines(app_, AuditType::client_refresh_again), 1);
}

// Whoever has the old one and whoever has the new one, at once: nobody goes on, or nobody's is refused.
TEST_P(OidcRaces, TheOldOneAndTheNewOneAtOnce) {
    auto const first = first_refresh_token();
    auto const second = refresh_token_in(refresh(first));
    at_once([&](std::size_t i) { return refresh(i % 2 == 0 ? first : second); });
    auto const found_out = lines(app_, AuditType::client_refresh_again);
    EXPECT_LE(found_out, 1);
    EXPECT_EQ(refresh(second).status, found_out == 1 ? 400 : 200);
}

TEST_P(OidcRaces, SigningOutEndsWhatIsRefreshedAtThatMoment) {
    auto const first = first_refresh_token();
    browser_.open("/mijn-account");
    auto const answers = at_once([&](std::size_t i) {
        if (i != 0) return refresh(first);
        auto browser = browser_;
        return browser.press("/uitloggen").answer();
    });
    for (auto const& answer : answers) {
        if (answer.status != 200) continue;
        auto const tokens = nlohmann::json::parse(answer.body);
        EXPECT_EQ(service_.user_info(tokens.at("access_token")).status, 401);
        EXPECT_EQ(error_of(refresh(tokens.at("refresh_token"))), "400 invalid_grant");
    }
}

TEST_P(OidcRaces, GivingBackEndsWhatIsRefreshedAtThatMoment) {
    auto const first = first_refresh_token();
    auto const answers = at_once([&](std::size_t i) {
        return i % 4 != 0 ? refresh(first)
                          : service_.program(Method::post, "/oidc/revoke",
                                             encoded({{"token", first}, {"client_id", "open"}}));
    });
    for (std::size_t i = 0; i < answers.size(); ++i) {
        EXPECT_TRUE(answers[i].status == 200 || i % 4 != 0);
        if (answers[i].status != 200 || i % 4 == 0) continue;
        auto const tokens = nlohmann::json::parse(answers[i].body);
        EXPECT_EQ(service_.user_info(tokens.at("access_token")).status, 401);
        EXPECT_EQ(error_of(refresh(tokens.at("refresh_token"))), "400 invalid_grant");
    }
    EXPECT_EQ(lines(app_, AuditType::client_revoked), 1);
    EXPECT_EQ(lines(app_, AuditType::client_refresh_again), 0);
}

// What a client signed is taken once, whatever it asks with it.
TEST_P(OidcRaces, AnAssertionIsTakenOnce) {
    SigningClient const client(service_);
    Fields const asked{{"client_id", "sleutel"}, {"scope", "openid offline_access"}};
    std::string const token = refresh_token_in(
        service_.redeem(service_.code_for(browser_, asked), client.shown(app_.now(), "eerste")));
    auto fields = client.shown(app_.now(), "zestien");
    fields.insert({{"grant_type", "refresh_token"}, {"refresh_token", token}});
    auto const answers =
        at_once([&](std::size_t) { return service_.program(Method::post, "/oidc/token", encoded(fields)); });
    int taken = 0;
    for (auto const& answer : answers)
        if (answer.status == 200)
            ++taken;
        else
            EXPECT_EQ(error_of(answer), "401 invalid_client");
    EXPECT_EQ(taken, 1);
}

INSTANTIATE_TEST_SUITE_P(Databases, OidcRaces, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
