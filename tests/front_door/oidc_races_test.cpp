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

INSTANTIATE_TEST_SUITE_P(Databases, OidcRaces, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
