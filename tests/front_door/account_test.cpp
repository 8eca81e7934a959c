// SPDX-License-Identifier: EUPL-1.2
// Mijn account: where somebody is signed in, and who saw or changed what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "account/event_words.hpp"
#include "practices/practice_store.hpp"
#include "store/database.hpp"
#include "support/contract_database.hpp"
#include "support/test_account.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto log_page = "/mijn-account/gegevens-bekeken";
constexpr auto sessions_page = "/mijn-account/apparaten";
constexpr auto changed = "Uw account is gewijzigd";
constexpr auto unknown_device = "Een apparaat dat wij niet herkennen";
TestPatient const seyma;

class AccountPages : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        make_account(app_, browser_);
        sign_in_with_code(app_, browser_);
    }

    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
};

TEST_P(AccountPages, ShowWhereOneIsSignedInAndEndIt) {
    auto phone = app_.browser(), tablet = app_.browser();
    phone.calls_itself("Mozilla/5.0 (Linux; Android 14) Chrome/130.0.0.0 Mobile Safari/537.36");
    sign_in_with_code(app_, phone);
    tablet.calls_itself("<b>x</b>");
    sign_in_with_code(app_, tablet);
    app_.wait(6min);
    browser_.calls_itself("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0");
    browser_.open(sessions_page);
    EXPECT_THAT(browser_.text(), AllOf(HasSubstr("Chrome op Android"), HasSubstr(unknown_device),
                                       Not(HasSubstr("Log dit apparaat uit"))));
    browser_.open("/mijn-account/apparaten/bevestig");
    confirm_change(app_, browser_);
    EXPECT_EQ(browser_.path(), sessions_page);
    EXPECT_THAT(browser_.text(), HasSubstr("Firefox op Linux Dit apparaat")) << "as it calls itself now";
    browser_.press("/apparaten/uitloggen");
    EXPECT_THAT(browser_.text(), HasSubstr("Dit is uitgelogd"));
    EXPECT_THAT(app_.mail(seyma.email, changed).text, HasSubstr("Andere apparaten zijn uitgelogd"));
    auto const left = (tablet.open("/diensten").path() == "/diensten" ? 1 : 0) +
                      (phone.open("/diensten").path() == "/diensten" ? 1 : 0);
    EXPECT_EQ(left, 1);
    browser_.press("/apparaten/anderen-uitloggen");
    EXPECT_THAT(browser_.text(), HasSubstr("U bent nergens anders ingelogd"));
    EXPECT_NE(tablet.open("/diensten").path(), "/diensten");
    EXPECT_NE(phone.open("/diensten").path(), "/diensten");
    EXPECT_EQ(lines(app_, AuditType::account_sessions_ended), 2);
    EXPECT_EQ(browser_.open("/diensten").path(), "/diensten");
}

TEST_P(AccountPages, EndNoSessionOfSomebodyElse) {
    TestPatient const other{.name = "Jan Ander", .email = "jan@post.example"};
    auto theirs = app_.browser();
    make_account(app_, theirs, other);
    sign_in_with_code(app_, theirs, other);
    auto second = app_.browser();
    sign_in_with_code(app_, second, other);
    theirs.open(sessions_page);
    auto const name = theirs.value("session");
    ASSERT_FALSE(name.empty()) << theirs.text();
    browser_.open(sessions_page);
    browser_.post("/mijn-account/apparaten/uitloggen", {{"session", name}});
    browser_.post("/mijn-account/apparaten/uitloggen", {{"session", ""}});
    EXPECT_EQ(second.open("/diensten").path(), "/diensten");
    EXPECT_EQ(lines(app_, AuditType::account_sessions_ended), 0);
}

TEST_P(AccountPages, SessionsOfBeforeTheyHadAName) {
    app_.app().database.transaction(
        [](Transaction& transaction) { transaction.run("UPDATE session SET device = ''"); });
    EXPECT_THAT(browser_.open(sessions_page).text(), HasSubstr(unknown_device));
}

TEST_P(AccountPages, TellWhoSawAndChangedWhat) {
    auto stranger = app_.browser();
    stranger.open("/inloggen").submit({{"email", seyma.email}, {"password", "geraden wachtwoord"}});
    browser_.open(log_page);
    EXPECT_THAT(browser_.text(),
                AllOf(HasSubstr("U bent uitgenodigd. "), HasSubstr("de beheerder van"),
                      HasSubstr("voor Huisartsenpraktijk De Linde"),
                      HasSubstr("Er is ingelogd met uw wachtwoord. Dit is niet gelukt."),
                      HasSubstr("iemand die niet was ingelogd"), Not(HasSubstr("Door: uzelf"))));
    EXPECT_THAT(browser_.text(), HasSubstr("Wie uw medisch dossier heeft bekeken, staat hier niet"));
    EXPECT_THAT(browser_.open(std::string(log_page) + "?wie=uzelf").text(),
                AllOf(HasSubstr("Uw account is gemaakt."), HasSubstr("uzelf, met de link uit uw e-mail"),
                      HasSubstr("Een telefoon is gekoppeld."), Not(HasSubstr("de beheerder van"))));
}

// As the practice chooses: by function, or by name.
TEST_P(AccountPages, TellWhoByNameWhereThePracticeSaysSo) {
    auto practice = app_.practice();
    practice.names_in_log = true;
    app_.app().database.transaction(
        [&](Transaction& transaction) { change_practice(transaction, practice); });
    app_.wait(10min);
    auto const inviter = app_.app().database.read([](Transaction& transaction) {
        return transaction
            .one("SELECT user_id FROM audit_event WHERE event_type_code = 'registration.invited'")
            .value()
            .text(0);
    });
    EXPECT_THAT(browser_.open(log_page).text(),
                AllOf(HasSubstr(inviter + ", beheerder van"), HasSubstr("voor Huisartsenpraktijk De Linde"),
                      Not(HasSubstr("de beheerder van"))));
}

TEST_P(AccountPages, ShowALogByMonthAndPage) {
    auto const first_month = browser_.open(log_page).text();
    EXPECT_THAT(first_month, Not(HasSubstr("Eerder:")));
    app_.wait(24h * 40);
    sign_in_with_code(app_, browser_);
    EXPECT_THAT(browser_.open(log_page).text(), AllOf(HasSubstr("heeft niemand anders uw gegevens"),
                                                      HasSubstr("Eerder:"), Not(HasSubstr("Later:"))));
    for (int i = 0; i < 55; ++i) {
        app_.wait(4min);
        browser_.open("/mijn-account").press("/taal", {{"language", i % 2 == 0 ? "en" : "nl"}});
    }
    auto const url = std::string(log_page) + "?wie=uzelf";
    browser_.open(url);
    auto const page = browser_.html();
    auto const more = page.find("&amp;na=");
    ASSERT_NE(more, std::string::npos);
    auto const id = page.substr(more + 8, 36);
    EXPECT_THAT(browser_.open(url + "&na=" + id).text(), HasSubstr("De taal van uw berichten"));
    EXPECT_EQ(browser_.html().find(id), std::string::npos) << "no line twice";
    for (auto const* odd :
         {"?maand=", "?maand=2026-13", "?maand=0000-00", "?maand=9999-12", "?maand=x", "?na=x", "?na=%27"})
        EXPECT_EQ(browser_.open(std::string(log_page) + odd).status(), 200) << odd;
}

// Journey I: when, on what, and how it ended.
TEST_P(AccountPages, TellWhenSomebodySignedIn) {
    auto stranger = app_.browser();
    stranger.move_to("198.51.100.7");
    stranger.calls_itself("Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0");
    for (auto const* guess : {"geraden wachtwoord", "nog een gok hier"}) {
        app_.wait(1min);
        stranger.open("/inloggen").submit({{"email", seyma.email}, {"password", guess}});
    }
    app_.wait(1min);
    stranger.open("/inloggen").submit({{"email", seyma.email}, {"password", test_password}});
    auto const code = app_.code();
    app_.wait(1s);
    stranger.submit({{"code", code == "000000" ? "000001" : "000000"}});
    browser_.open("/mijn-account").open("/mijn-account/inloggen");
    EXPECT_EQ(browser_.heading(), "Wanneer is er ingelogd");
    EXPECT_THAT(browser_.text(),
                AllOf(HasSubstr("Er is 2 keer een verkeerd wachtwoord ingevuld."), HasSubstr("Firefox"),
                      HasSubstr("Het wachtwoord klopte. Er is 1 keer een verkeerde code ingevuld."),
                      HasSubstr("Ingelogd."), HasSubstr("Was u dit niet?")));
    for (auto const* there : {"/mijn-account/apparaten", "/mijn-account/wachtwoord"})
        EXPECT_THAT(browser_.html(), HasSubstr("href=\"" + std::string(there) + "\""));
    app_.wait(1s);
    stranger.submit({{"code", code}});
    EXPECT_THAT(browser_.reload().text(), HasSubstr("Ingelogd, na 1 verkeerde code."));
    app_.wait(24h * 40);
    sign_in_with_code(app_, browser_);
    browser_.open("/mijn-account/inloggen");
    EXPECT_THAT(browser_.text(), AllOf(HasSubstr("Eerder:"), Not(HasSubstr("verkeerd wachtwoord ingevuld"))));
    for (auto const* odd : {"?maand=", "?maand=2026-13", "?maand=9999-12", "?maand=x"})
        EXPECT_EQ(browser_.open("/mijn-account/inloggen" + std::string(odd)).status(), 200) << odd;
}

TEST_P(AccountPages, SayWhatToDoAboutALine) {
    browser_.open(log_page);
    auto const at = browser_.html().find("klopt-dit-niet?regel=");
    ASSERT_NE(at, std::string::npos);
    auto const line = browser_.html().substr(at + 21, 36);
    browser_.open("/mijn-account/klopt-dit-niet?regel=" + line);
    EXPECT_EQ(browser_.heading(), "Klopt dit niet?");
    EXPECT_THAT(browser_.text(), AllOf(HasSubstr(app_.practice().phone), HasSubstr("Door:")));
    EXPECT_THAT(browser_.text(), Not(HasSubstr(line))) << "nobody can read that out";
    TestPatient const other{.name = "Jan Ander", .email = "jan@post.example"};
    auto theirs = app_.browser();
    make_account(app_, theirs, other);
    sign_in_with_code(app_, theirs, other);
    EXPECT_EQ(theirs.open("/mijn-account/klopt-dit-niet?regel=" + line).path(), log_page);
}

INSTANTIATE_TEST_SUITE_P(Both, AccountPages, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

TEST(EventWords, NoEventLacksThem) {
    for (auto const& [type, name] : audit_types) EXPECT_TRUE(words_of_event(name)) << name;
    EXPECT_FALSE(words_of_event("nothing.happened"));
}

}  // namespace
}  // namespace voordeur
