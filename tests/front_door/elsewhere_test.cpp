// SPDX-License-Identifier: EUPL-1.2
// What somebody elsewhere can do to a patient, and what one place can cost the others.
#include <gtest/gtest.h>

#include "app.hpp"
#include "store/database.hpp"
#include "support/test_app.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;

class Elsewhere : public testing::Test {
  protected:
    Elsewhere() { stranger_.move_to("198.51.100.7"); }

    static void guess(TestBrowser& browser, std::string const& password) {
        browser.open("/inloggen").submit({{"email", TestPatient{}.email}, {"password", password}});
    }

    TestApp app_;
    TestPatient patient_;
    TestBrowser browser_ = app_.browser(), stranger_ = app_.browser();
};

// A relative who reads the same mailbox once kept the patient at "wait a moment" for good.
TEST_F(Elsewhere, NobodyChoosesPasswordsUntilThePatientMustWait) {
    app_.invite(patient_);
    browser_.open(app_.link(patient_.email, "Stap 1: ") + "/gegevens")
        .submit({{"email", patient_.email}, {"birth_date", "7-3-1948"}, {"postcode", "1234AB"}});
    auto const link = app_.link(patient_.email, "Stap 2: ");
    auto const choose = [&](TestBrowser& browser) {
        browser.open(link + "/wachtwoord")
            .submit({{"password", test_password}, {"password_again", test_password}});
    };
    for (int i = 0; i < 30; ++i) choose(stranger_);
    EXPECT_EQ(stranger_.status(), 429);
    choose(browser_);
    EXPECT_EQ(browser_.path(), link + "/documenten");
    // But nobody fills the log, wherever from.
    for (int i = 0; i < 200; ++i) {
        stranger_.move_to("198.51.100." + std::to_string(10 + i));
        choose(stranger_);
    }
    EXPECT_EQ(stranger_.status(), 429);
    EXPECT_LE(lines(app_, AuditType::registration_password), 100);
}

// One wrong try a minute from a throw-away address once kept all others out of the log.
TEST_F(Elsewhere, ARefusalHidesNoOther) {
    guess(stranger_, "gok een");
    guess(browser_, "gok twee");
    guess(browser_, "gok drie");
    EXPECT_EQ(lines(app_, AuditType::sign_in_password), 2);
}

// What a clock that was set back left in the future hides nothing either.
TEST_F(Elsewhere, ARefusalOfTheFutureHidesNoOther) {
    guess(browser_, "gok een");
    app_.wait(-2h);
    guess(browser_, "gok twee");
    EXPECT_EQ(lines(app_, AuditType::sign_in_password), 2);
}

// Whoever once knew the password had a count of their own for a year.
TEST_F(Elsewhere, APasswordAloneMakesNoKnownBrowser) {
    make_account(app_, browser_);
    guess(stranger_, test_password);
    EXPECT_EQ(stranger_.heading(), "Vul de sms-code in");
    guess(stranger_, "gok");
    EXPECT_EQ(count(app_, "throttle WHERE bucket LIKE 'account:%' AND failures > 0"), 1);
    guess(browser_, "verkeerd");
    EXPECT_EQ(count(app_, "throttle WHERE bucket LIKE 'browser:%' AND failures > 0"), 1);
}

// A cookie alone proved it, so that none could be listed or ended: now it is a row of the account.
TEST_F(Elsewhere, AKnownBrowserIsARowThatCanBeEndedAlone) {
    auto other = app_.browser();
    make_account(app_, browser_);
    app_.wait(61s);
    guess(other, test_password);
    other.submit({{"code", app_.code()}});
    EXPECT_EQ(other.path(), "/diensten");
    EXPECT_EQ(count(app_, "known_browser"), 2);
    other.open("/diensten").press("/uitloggen");
    app_.app().database.transaction([](Transaction& transaction) {
        transaction.run("DELETE FROM known_browser WHERE made_at = (SELECT max(made_at) FROM known_browser)");
    });
    guess(other, "verkeerd");
    EXPECT_EQ(count(app_, "throttle WHERE bucket LIKE 'account:%' AND failures > 0"), 1)
        << "a stranger's again";
    guess(browser_, "verkeerd");
    EXPECT_EQ(count(app_, "throttle WHERE bucket LIKE 'browser:%' AND failures > 0"), 1);
}

// Numbers that earn on each SMS are found where no table knows better, in any country.
TEST_F(Elsewhere, NumbersThatNoTableKnowsShareOneBudget) {
    go_to_phone(app_, browser_);
    for (auto const* number : {"+597 600 0234", "+251 700 223 456"})
        browser_.open("/tweede-factor/telefoon").submit({{"country", "NL"}, {"phone", number}});
    EXPECT_EQ(count(app_, "sms_sent WHERE country = 'unlisted'"), 2);
    browser_.open("/tweede-factor/telefoon").submit({{"country", "NL"}, {"phone", "+32 470 12 34 56"}});
    EXPECT_EQ(count(app_, "sms_sent WHERE country = 'BE'"), 1);
}

}  // namespace
}  // namespace voordeur
