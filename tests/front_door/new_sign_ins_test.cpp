// SPDX-License-Identifier: EUPL-1.2
// A sign-in on a new device is told by one mail that says how it ended, and its link ends what was not the
// patient.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "store/database.hpp"
#include "support/test_app.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto subject = "Inloggen op een nieuw apparaat";
constexpr auto services = "Uw diensten";
constexpr auto asks_code = "Vul de sms-code in";
constexpr auto address = "seyma@post.example";

class NewSignIns : public testing::TestWithParam<std::string> {
  protected:
    NewSignIns() {
        make_account(app_, browser_);
        app_.wait(1h);
        app_.mails();
    }

    // Up to the code, in a browser that nobody saw before.
    TestBrowser begin() {
        auto browser = app_.browser();
        sign_in(browser);
        EXPECT_EQ(browser.heading(), asks_code) << browser.text();
        return browser;
    }
    void type_wrong(TestBrowser& browser, int times) {
        for (int i = 0; i < times; ++i) browser.submit({{"code", "00000" + std::to_string(i)}});
    }
    int told() { return count(app_, "message WHERE purpose = 'new_sign_in'"); }
    std::string mail() { return app_.mail(address, subject).text; }
    std::string link_in(std::string const& text) {
        std::smatch found;
        EXPECT_TRUE(std::regex_search(text, found, std::regex("\n\\S+(/n/[0-9A-Za-z]{27})\n"))) << text;
        return found[1];
    }
    // Of a mail that came.
    std::string link() {
        begin();
        app_.wait(6min);
        return link_in(mail());
    }

    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
};

TEST_P(NewSignIns, InAKnownBrowserAreNotTold) {
    sign_in(browser_);
    browser_.submit({{"code", app_.code()}});
    EXPECT_EQ(browser_.heading(), services);
    EXPECT_EQ(told(), 0);
}

TEST_P(NewSignIns, AreToldAfterFiveMinutesThatTheySucceeded) {
    auto browser = begin();
    app_.wait(1min);
    browser.submit({{"code", app_.code()}});
    EXPECT_EQ(browser.heading(), services);
    auto const before = app_.mails();
    app_.wait(3min + 55s);
    EXPECT_EQ(app_.mails(), before);
    app_.wait(5s);
    auto const text = mail();
    EXPECT_THAT(text, HasSubstr("Beste Şeyma P.,")) << "for whom, and no more";
    EXPECT_THAT(text, HasSubstr("Het inloggen is gelukt"));
    EXPECT_THAT(text, HasSubstr("Huisartsenpraktijk De Linde"));
    app_.wait(1h);
    EXPECT_EQ(app_.mails(), before + 1);
    sign_in(browser);
    browser.submit({{"code", app_.code()}});
    EXPECT_EQ(browser.heading(), services);
    EXPECT_EQ(told(), 1) << "it is known now";
}

TEST_P(NewSignIns, AreToldWithTheWrongCodesThatWereTyped) {
    auto browser = begin();
    type_wrong(browser, 3);
    app_.wait(6min);
    EXPECT_THAT(mail(), HasSubstr("er is 3 keer een verkeerde code ingevuld"));
    EXPECT_EQ(told(), 1);
}

TEST_P(NewSignIns, ThatAreOpenStillAreToldSoAndAgainWhenTheySucceed) {
    auto browser = begin();
    app_.wait(6min);
    EXPECT_THAT(mail(), HasSubstr("Er is nog geen code ingevuld"));
    browser.submit({{"code", app_.code()}});
    EXPECT_EQ(browser.heading(), services);
    EXPECT_THAT(mail(), HasSubstr("Het inloggen is gelukt"));
    EXPECT_EQ(told(), 2);
}

TEST_P(NewSignIns, OfFiveMinutesAreOneMail) {
    for (int i = 0; i < 4; ++i) {
        auto browser = begin();
        type_wrong(browser, 1);
        app_.wait(1min);
    }
    app_.wait(2min);
    EXPECT_THAT(mail(), HasSubstr("er is 4 keer een verkeerde code ingevuld"));
    EXPECT_EQ(told(), 1);
}

// Who knows the password fills no mailbox; who gets in is told of whatever was told before.
TEST_P(NewSignIns, AreToldAFewTimesADay) {
    for (int i = 0; i < 7; ++i) {
        begin();
        app_.code();
        app_.wait(61min);
    }
    EXPECT_EQ(told(), 5);
    auto browser = begin();
    browser.submit({{"code", app_.code()}});
    EXPECT_EQ(browser.heading(), services);
    EXPECT_EQ(told(), 6);
    app_.wait(25h);
    begin();
    EXPECT_EQ(told(), 7);
}

TEST_P(NewSignIns, LinkChangesNothingUntilAnAddressIsTyped) {
    auto const path = link();
    auto patient = begin();
    patient.submit({{"code", (app_.code(), app_.code())}});
    ASSERT_EQ(patient.heading(), services);
    auto reader = app_.browser();
    EXPECT_EQ(reader.open(path).heading(), "Was u dit niet?");
    EXPECT_EQ(reader.reload().heading(), "Was u dit niet?");
    EXPECT_EQ(reader.submit().status(), 422) << "as a scanner presses it";
    EXPECT_EQ(reader.submit({{"email", "iemand@post.example"}}).status(), 422);
    EXPECT_EQ(patient.open("/diensten").heading(), services);
    EXPECT_EQ(lines(app_, AuditType::sign_in_disowned), 0);
}

TEST_P(NewSignIns, LinkEndsAllSessionsOnceAndSignsNobodyIn) {
    auto const path = link();
    auto stranger = begin();
    stranger.submit({{"code", (app_.code(), app_.code())}});
    ASSERT_EQ(stranger.heading(), services);
    auto halfway = begin();
    auto reader = app_.browser();
    reader.open(path).submit({{"email", " Seyma@POST.example"}});
    EXPECT_THAT(reader.heading(), HasSubstr("uitgelogd"));
    EXPECT_THAT(reader.text(), HasSubstr("020 555 0134"));
    EXPECT_THAT(reader.html(), HasSubstr("/wachtwoord-vergeten"));
    EXPECT_EQ(reader.open("/diensten").heading(), "Inloggen");
    EXPECT_EQ(stranger.open("/diensten").heading(), "Inloggen");
    EXPECT_EQ(halfway.open("/inloggen/code").heading(), "Inloggen");
    EXPECT_EQ(lines(app_, AuditType::sign_in_disowned), 1);
    EXPECT_EQ(count(app_, "known_browser"), 0);
    EXPECT_EQ(reader.open(path).status(), 410);
    EXPECT_EQ(reader.heading(), "Deze link werkt niet meer");
}

TEST_P(NewSignIns, LinkWorksTenDays) {
    auto const path = link();
    app_.wait(240h - 7min);
    EXPECT_EQ(browser_.open(path).status(), 200);
    app_.wait(7min);
    EXPECT_EQ(browser_.open(path).status(), 410);
    EXPECT_EQ(browser_.open("/n/0000000000000000000000000AA").status(), 410);
}

INSTANTIATE_TEST_SUITE_P(Databases, NewSignIns, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
