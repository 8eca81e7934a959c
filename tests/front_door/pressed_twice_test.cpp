// SPDX-License-Identifier: EUPL-1.2
// Without scripts a double press sends the same form twice, and the browser shows the second answer: it is
// the first one's, one after the other and at once, on both databases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "known_browser.hpp"
#include "store/database.hpp"
#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_invitee.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;

constexpr auto phone = "Uw mobiele telefoon";
constexpr auto keep = "Bewaar uw super-PIN";
constexpr auto sign_in_heading = "Inloggen";

class PressedTwice : public testing::TestWithParam<std::string> {
  protected:
    // The page's form, by two presses at once; the browser has the cookies of the one that is read last.
    static std::vector<TestBrowser> press_at_once(TestBrowser const& browser, Fields const& typed) {
        std::vector<TestBrowser> presses(8, browser);
        std::latch begins(static_cast<std::ptrdiff_t>(presses.size()));
        std::vector<std::jthread> threads;
        for (auto& press : presses)
            threads.emplace_back([&] {
                begins.arrive_and_wait();
                press.submit(typed);
            });
        threads.clear();
        return presses;
    }
    void all_stand_at(std::vector<TestBrowser>& presses, std::string const& heading) {
        for (auto& press : presses) {
            EXPECT_EQ(press.heading(), heading) << press.text();
            EXPECT_EQ(press.reload().heading(), heading) << "signed in: " << press.text();
        }
    }
    int sessions() { return count(app_, "session WHERE ended_at IS NULL"); }

    TestApp app_{short_one(), GetParam()};
    Invitee invitee_{app_};
    TestBrowser& browser_ = invitee_.browser;
};

TEST_P(PressedTwice, AtOnceIsOneRegistrationAndOnePage) {
    browser_.submit(own_details);
    auto presses = press_at_once(browser_, own_choices);
    all_stand_at(presses, phone);
    EXPECT_EQ(count(app_, "account"), 1);
    EXPECT_EQ(sessions(), 1);
    EXPECT_EQ(lines(app_, AuditType::sign_in_password), 1);

    auto& browser = presses.front().submit(own_phone);
    presses = press_at_once(browser, {{"code", app_.code()}});
    all_stand_at(presses, keep);
    EXPECT_EQ(count(app_, "factor"), 1);
    EXPECT_EQ(sessions(), 1);
    EXPECT_EQ(lines(app_, AuditType::sign_in_code), 1);
    EXPECT_EQ(app_.mails(), 2U);
}

TEST_P(PressedTwice, OneAfterTheOtherIsThePageOfTheFirst) {
    browser_.submit(own_details);
    auto second = browser_;
    browser_.submit(own_choices);
    EXPECT_EQ(second.submit(own_choices).heading(), phone);
    second.submit(own_phone);
    auto third = second;
    auto const typed = app_.code();
    second.submit({{"code", typed}});
    EXPECT_EQ(third.submit({{"code", typed}}).heading(), keep);
    EXPECT_EQ(third.reload().heading(), keep);
    EXPECT_EQ(sessions(), 1);
}

// Signing in, and what is confirmed before a change, begin a new session too.
TEST_P(PressedTwice, IsOnePageWhereverASessionBegins) {
    app_.change_journey(Journey::guide);
    auto browser = app_.browser();
    TestPatient const other{.name = "Jan de Vries", .email = "jan@post.example"};
    make_account(app_, browser, other);
    app_.wait(2min);
    sign_in(browser, other);
    auto presses = press_at_once(browser, {{"code", app_.code()}});
    all_stand_at(presses, "Uw diensten");
    EXPECT_EQ(sessions(), 1);
    app_.wait(6min);
    auto& first = presses.front();
    first.open("/mijn-account/app");
    first.submit({{"password", test_password}});
    auto second = first;
    auto const typed = app_.code();
    first.submit({{"code", typed}});
    EXPECT_EQ(first.path(), "/mijn-account/app") << first.text();
    EXPECT_EQ(second.submit({{"code", typed}}).path(), "/mijn-account/app") << second.text();
}

// The guide signs out when the telephone is linked: it leads to the page that says so, and not to E1.
TEST_P(PressedTwice, AtTheEndOfTheGuideIsItsLastPage) {
    app_.change_journey(Journey::guide);
    auto browser = app_.browser();
    go_to_phone(app_, browser);
    ask_code(browser);
    browser.submit({{"code", app_.code()}});
    auto second = browser, later = browser;
    browser.submit({{"password", test_password}});
    EXPECT_EQ(browser.heading(), "U bent klaar") << browser.text();
    EXPECT_EQ(second.submit({{"password", test_password}}).heading(), "U bent klaar") << second.text();
    EXPECT_EQ(second.path(), browser.path());
    EXPECT_EQ(second.open("/diensten").heading(), sign_in_heading) << "nobody is signed in by that";
    EXPECT_EQ(sessions(), 0);
    EXPECT_EQ(count(app_, "factor"), 1);
    app_.wait(61s);
    EXPECT_EQ(later.submit({{"password", test_password}}).heading(), sign_in_heading) << "a minute later";
}

// What is not the same press gets nothing of it.
TEST_P(PressedTwice, IsNotWhatAnotherSends) {
    browser_.submit(own_details);
    auto other = browser_, later = browser_, elsewhere = app_.browser();
    browser_.submit(own_choices);
    EXPECT_EQ(other.submit({{"password", "een heel ander wachtwoord 12"}, {"accept_terms", "yes"}}).heading(),
              "U bent al klaar");
    EXPECT_EQ(elsewhere.open(invitee_.link).heading(), "U bent al klaar");
    app_.wait(61s);
    EXPECT_EQ(later.submit(own_choices).heading(), "U bent al klaar") << "a minute later";
    browser_.open(invitee_.link).submit(own_phone);
    auto const typed = app_.code();
    auto same_cookies = browser_;
    browser_.submit({{"code", typed}});
    EXPECT_EQ(browser_.heading(), keep);
    EXPECT_EQ(same_cookies.open("/tweede-factor/code").heading(), sign_in_heading)
        << "a page that is looked at";
}

TEST_P(PressedTwice, GivesNoSessionBackThatHasEnded) {
    browser_.submit(own_details).submit(own_choices).submit(own_phone);
    auto second = browser_;
    auto const typed = app_.code();
    browser_.submit({{"code", typed}});
    browser_.press("/uitloggen");
    EXPECT_EQ(second.submit({{"code", typed}}).heading(), sign_in_heading);
}

INSTANTIATE_TEST_SUITE_P(Databases, PressedTwice, testing::ValuesIn(contract_databases()),
                         [](auto const& database) { return database.param; });

}  // namespace
}  // namespace voordeur
