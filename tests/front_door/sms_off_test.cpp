// SPDX-License-Identifier: EUPL-1.2
// A practice that switched SMS off for new patients: they are shown the other ways, and who had an account
// keeps SMS.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app.hpp"
#include "practices/practice_store.hpp"
#include "store/database.hpp"
#include "support/test_account.hpp"
#include "support/test_invitee.hpp"
#include "support/test_totp.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto methods = "Inloggen met een code";

// As `practice change --no-sms-for-new-patients` does.
void switch_off(TestApp& app, Practice practice) {
    practice.no_sms_since = app.now();
    app.app().database.transaction([&](Transaction& transaction) { change_practice(transaction, practice); });
}

TEST(SmsOff, ShowsNewPatientsTheOtherWays) {
    TestApp app;
    switch_off(app, app.practice());
    auto browser = app.browser();
    go_to_phone(app, browser);
    EXPECT_EQ(browser.heading(), methods) << "F2 leads back to F1";
    EXPECT_THAT(browser.text(), Not(HasSubstr("Een sms op uw mobiele telefoon")));
    EXPECT_THAT(browser.text(), HasSubstr("geen code per sms"));
    EXPECT_THAT(browser.text(), HasSubstr("Geen smartphone? Bel dan de praktijk."));
    EXPECT_THAT(browser.text(), HasSubstr(app.practice().phone));
    browser.press("/tweede-factor/app");
    browser.submit({{"code", TestAuthenticator(browser.html()).code(app.now())}})
        .submit({{"password", test_password}});
    EXPECT_EQ(browser.heading(), "U bent klaar") << browser.text();
    EXPECT_EQ(app.sms(), 0U);
}

TEST(SmsOff, IsAskedWhenTheNumberIsSent) {
    TestApp app;
    auto browser = app.browser();
    auto practice = app.practice();
    practice.no_sms_since = app.now();  // before the account, but noted while its owner is at F2
    go_to_phone(app, browser);
    EXPECT_EQ(browser.heading(), "Uw mobiele telefoon");
    app.app().database.transaction([&](Transaction& transaction) { change_practice(transaction, practice); });
    EXPECT_EQ(browser.submit(own_phone).heading(), methods);
    EXPECT_EQ(app.sms(), 0U);
    EXPECT_EQ(count(app, "challenge"), 0);
}

TEST(SmsOff, IsForWhoCameSinceThen) {
    TestApp app;
    auto browser = app.browser();
    go_to_phone(app, browser);
    app.wait(1min);
    switch_off(app, app.practice());
    ask_code(browser);
    browser.submit({{"code", app.code()}}).submit({{"password", test_password}});
    EXPECT_EQ(browser.heading(), "U bent klaar") << browser.text();
    sign_in_with_code(app, browser);
    app.wait(6min);
    browser.open("/mijn-account/telefoon");
    confirm_change(app, browser);
    EXPECT_THAT(browser.html(), HasSubstr("name=\"phone\"")) << "the number may be changed";
}

TEST(SmsOff, OfOnePracticeCountsForTheWholeAccount) {
    TestApp app;
    auto browser = app.browser();
    go_to_phone(app, browser);
    auto other = add_other_practice(app);
    other.no_sms_since = from_stored(0);
    app.app().database.transaction([&](Transaction& transaction) { change_practice(transaction, other); });
    EXPECT_EQ(browser.reload().heading(), methods);
}

TEST(SmsOff, AddsNoneInMijnAccount) {
    TestApp app;
    switch_off(app, app.practice());
    auto browser = app.browser();
    go_to_phone(app, browser);
    browser.press("/tweede-factor/app");
    TestAuthenticator const authenticator(browser.html());
    browser.submit({{"code", authenticator.code(app.now())}}).submit({{"password", test_password}});
    app.wait(2min);
    sign_in(browser);
    browser.submit({{"code", authenticator.code(app.now())}});
    EXPECT_EQ(browser.path(), "/diensten") << browser.text();
    browser.open("/mijn-account/telefoon");
    EXPECT_THAT(browser.text(), HasSubstr("geen code per sms"));
    EXPECT_THAT(browser.html(), Not(HasSubstr("name=\"phone\"")));
    browser.post("/mijn-account/telefoon", own_phone);
    EXPECT_EQ(app.sms(), 0U);
}

TEST(SmsOff, LeadsFromThePasswordToTheWaysInTheShortJourney) {
    Config config;
    config.journey = Journey::short_journey;
    TestApp app(config);
    switch_off(app, app.practice());
    app.invite({});
    auto browser = app.browser();
    browser.open(app.link(TestPatient{}.email, "Stap 1: "))
        .submit({{"birth_date", "7 maart 1948"}, {"postcode", "1234 ab"}})
        .submit({{"password", test_password}, {"accept_terms", "yes"}});
    EXPECT_EQ(browser.heading(), methods) << browser.text();
    browser.press("/tweede-factor/app");
    browser.submit({{"code", TestAuthenticator(browser.html()).code(app.now())}});
    EXPECT_EQ(browser.heading(), "Bewaar uw super-PIN") << browser.text();
}

}  // namespace
}  // namespace voordeur
