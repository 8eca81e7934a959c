// SPDX-License-Identifier: EUPL-1.2
// The short journey: what the guide requires is proved in it too, and who changes from the one to the other
// in the middle goes on where they stood.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "known_browser.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "support/test_invitee.hpp"
#include "support/test_totp.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto details = "Wat is uw geboortedatum en postcode?";
constexpr auto super_pin_question = "Wat is uw super-PIN?";
constexpr auto password = "Kies uw wachtwoord";
constexpr auto phone = "Uw mobiele telefoon";
constexpr auto code = "Vul de sms-code in";
constexpr auto keep = "Bewaar uw super-PIN";
constexpr auto make = "Maak uw super-PIN";
constexpr auto confirm = "Bevestig met uw wachtwoord";
constexpr auto services = "Uw diensten";

struct ShortJourney : testing::Test {
    TestApp app{short_one()};
    Invitee invitee{app};
    TestBrowser& browser = invitee.browser;

    void stands_at(std::string const& heading) {
        EXPECT_EQ(browser.heading().substr(0, heading.size()), heading) << browser.text();
    }
    void go_to_phone() {
        browser.submit(own_details).submit(own_choices);
        stands_at(phone);
    }
    void go_to_code() {
        go_to_phone();
        browser.submit(own_phone);
        stands_at(code);
    }
    void go_to_super_pin() {
        go_to_code();
        browser.submit({{"code", app.code()}});
        stands_at(keep);
    }
    // What is stored of the only session that has not ended.
    std::string methods() {
        return app.app().database.read([&](Transaction& transaction) {
            return transaction.one("SELECT methods FROM session WHERE ended_at IS NULL")->text(0);
        });
    }
};

TEST_F(ShortJourney, LeadsFromTheLinkToTheServicesWithOneMailMore) {
    stands_at(details);
    EXPECT_THAT(browser.html(), Not(HasSubstr("name=\"email\"")));
    browser.submit(own_details);
    stands_at(password);
    EXPECT_THAT(browser.html(), Not(HasSubstr("password_again")));
    EXPECT_THAT(browser.html(), Not(HasSubstr("read_privacy")));
    EXPECT_THAT(browser.text(), HasSubstr("privacyverklaring"));
    browser.submit(own_choices);
    stands_at(phone);
    browser.submit(own_phone);
    stands_at(code);
    browser.submit({{"code", app.code()}});
    stands_at(keep);
    EXPECT_THAT(browser.html(), Not(HasSubstr("type=\"password\"")));
    browser.submit({{"kept", "yes"}});
    stands_at(services);
    EXPECT_EQ(app.mails(), 2U);
    EXPECT_EQ(app.sms(), 1U);
    app.mail(invitee.patient.email, "Uw account voor");
}

TEST_F(ShortJourney, RecordsBothDocumentsOfThePageThatWasSent) {
    go_to_phone();
    for (auto const kind : {"terms", "privacy"})
        EXPECT_EQ(count(app, "acceptance JOIN document ON document.id = document_id WHERE kind = '" +
                                 std::string(kind) + "'"),
                  1)
            << kind;
    EXPECT_EQ(count(app, "acceptance"), 2);
}

TEST_F(ShortJourney, MakesNoAccountWithoutTheTermsOrWithAWeakPassword) {
    browser.submit(own_details);
    EXPECT_THAT(browser.submit({{"password", test_password}}).text(), HasSubstr("zet een vinkje"));
    EXPECT_EQ(browser.status(), 422);
    browser.submit({{"password", "Welkom2024!"}, {"accept_terms", "yes"}});
    EXPECT_EQ(browser.status(), 422);
    EXPECT_THAT(browser.html(), HasSubstr("value=\"yes\" checked"));
    EXPECT_THAT(browser.html(), Not(HasSubstr("Welkom2024")));
    browser.submit({{"password", ""}});
    EXPECT_EQ(browser.status(), 422);
    browser.submit({{"password", "seyma proefpersoon 1948"}, {"accept_terms", "yes"}});
    EXPECT_EQ(browser.status(), 422);
    EXPECT_EQ(count(app, "account"), 0);
    EXPECT_EQ(count(app, "session"), 0);
}

TEST_F(ShortJourney, CountsWrongDetailsAsTheGuideDoes) {
    for (auto const left : {4, 3, 2, 1}) {
        browser.submit({{"birth_date", "7 maart 1948"}, {"postcode", "432" + std::to_string(left) + " ZZ"}});
        EXPECT_EQ(browser.status(), 422);
        EXPECT_THAT(browser.text(), HasSubstr("nog " + std::to_string(left) + " keer"));
    }
    browser.submit({{"birth_date", "8 maart 1948"}, {"postcode", "1234 AB"}});
    stands_at("Bel de praktijk");
    EXPECT_EQ(browser.open(invitee.link + "/wachtwoord").heading(), "Bel de praktijk");
}

TEST_F(ShortJourney, OpensThePasswordOnlyWhereTheDetailsWereTyped) {
    browser.submit(own_details);
    auto other = app.browser();
    EXPECT_EQ(other.open(invitee.link).heading(), details);
    for (std::string const page : {"/wachtwoord", "/documenten", "/mail"})
        EXPECT_EQ(other.open(invitee.link + page).heading(), details) << page;
    EXPECT_EQ(other.post(invitee.link + "/wachtwoord", own_choices).status, 303);
    EXPECT_EQ(count(app, "account"), 0);
    EXPECT_EQ(other.open(invitee.link).submit(own_details).heading(), password);
    EXPECT_EQ(browser.reload().heading(), password);
    app.wait(61min);
    EXPECT_EQ(browser.reload().heading(), details) << "an hour later somebody else may sit there";
}

TEST_F(ShortJourney, SendsTheSecondMailWhereTheLinkIsADayOld) {
    app.wait(24h - 1s);
    EXPECT_EQ(browser.reload().submit(own_details).heading(), password) << "young by a second";
    app.wait(1s);
    EXPECT_EQ(browser.reload().heading(), password) << "it was young when the details were typed";
    auto other = app.browser();
    EXPECT_EQ(other.open(invitee.link).submit(own_details).heading(), confirm_heading);
    EXPECT_EQ(other.open(invitee.link + "/wachtwoord").heading(), confirm_heading);
    other.open(app.link(invitee.patient.email, "Stap 2: ")).submit(own_choices);
    EXPECT_EQ(other.heading(), phone) << other.text();
}

TEST_F(ShortJourney, SignsNobodyInBeforeBothFactorsAreProved) {
    go_to_code();
    EXPECT_EQ(methods(), "password@" + std::to_string(to_stored(app.now())));
    for (std::string const page : {"/diensten", "/mijn-account"}) {
        browser.open(page);
        stands_at(code);
    }
    browser.submit({{"code", "000000"}});
    stands_at(code);
    EXPECT_EQ(browser.status(), 422);
}

TEST_F(ShortJourney, EndsAsASignInWithBothFactorsInAKnownBrowser) {
    auto const chosen_at = std::to_string(to_stored(app.now()));
    go_to_code();
    app.wait(90s);
    browser.submit({{"code", app.code()}});
    EXPECT_EQ(methods(), "password@" + chosen_at + " sms@" + std::to_string(to_stored(app.now())));
    EXPECT_EQ(count(app, "session WHERE ended_at IS NULL"), 1);
    EXPECT_EQ(count(app, "known_browser"), 1);
    EXPECT_EQ(lines(app, AuditType::sign_in_password), 1);
    EXPECT_EQ(lines(app, AuditType::sign_in_code), 1);
    EXPECT_EQ(lines(app, AuditType::second_factor_bound), 1);
    browser.submit({{"kept", "yes"}});
    EXPECT_THAT(browser.open("/mijn-account/app").path(), Not(HasSubstr("bevestig")));
}

TEST_F(ShortJourney, AsksThePasswordAgainAfterFiveMinutes) {
    go_to_code();
    app.wait(5min + 1s);
    browser.submit({{"code", app.code()}});
    stands_at(confirm);
    EXPECT_EQ(count(app, "factor"), 0);
    EXPECT_EQ(browser.submit({{"password", "een ander wachtwoord"}}).status(), 422);
    browser.submit({{"password", test_password}});
    stands_at(keep);
    app.wait(5min + 1s);
    browser.submit({{"kept", "yes"}});
    stands_at(keep);
    EXPECT_THAT(browser.text(), HasSubstr("Vul uw wachtwoord in"));
    EXPECT_EQ(browser.submit({{"kept", "yes"}, {"password", "een ander wachtwoord"}}).status(), 422);
    browser.submit({{"kept", "yes"}, {"password", test_password}});
    stands_at(services);
}

TEST_F(ShortJourney, GoesOnWhereItStoodAfterBackAndTheLinkAgain) {
    go_to_phone();
    for (std::string const page : {"", "/gegevens", "/wachtwoord", "/documenten"}) {
        browser.open(invitee.link + page);
        stands_at(phone);
    }
    browser.submit(own_phone).submit({{"code", app.code()}});
    stands_at(keep);
    for (std::string const page :
         {"/tweede-factor/code", "/tweede-factor/telefoon", "/super-pin", "/inloggen"}) {
        browser.open(page);
        stands_at(keep);
    }
    auto other = app.browser();
    EXPECT_EQ(other.open(invitee.link).heading(), "U bent al klaar");
}

TEST_F(ShortJourney, IsWalkedOnceByWhoPressesTwice) {
    browser.submit(own_details);
    auto second_press = browser;  // with the cookies of before
    browser.submit(own_choices);
    EXPECT_EQ(second_press.submit(own_choices).heading(), phone) << "as the first";
    EXPECT_EQ(count(app, "account"), 1);
    browser.open(invitee.link);
    stands_at(phone);
    browser.submit(own_phone);
    browser.open("/tweede-factor/telefoon").submit(own_phone);
    EXPECT_EQ(app.sms(), 1U);
    auto const typed = app.code();
    browser.open("/tweede-factor/code");
    auto second_code = browser;
    browser.submit({{"code", typed}});
    stands_at(keep);
    EXPECT_EQ(second_code.submit({{"code", typed}}).heading(), keep) << "as the first";
    browser.reload();
    stands_at(keep);
    EXPECT_EQ(count(app, "factor"), 1);
    EXPECT_EQ(count(app, "super_pin"), 1);
}

TEST_F(ShortJourney, GoesOnElsewhereWithTheFirstSignIn) {
    go_to_code();
    auto other = app.browser();
    sign_in(other, invitee.patient);
    EXPECT_EQ(other.heading(), phone) << other.text();
    other.submit(own_phone);
    app.code();
    EXPECT_EQ(other.submit({{"code", app.code()}}).heading(), keep) << other.text();
    EXPECT_EQ(browser.reload().heading(), "Inloggen") << "all other sessions end with the binding";
}

TEST_F(ShortJourney, MakesTheSuperPinAnewWhereItWasNotKeptInTime) {
    go_to_super_pin();
    app.wait(61min);
    browser.reload();
    sign_in(browser, invitee.patient);
    browser.submit({{"code", app.code()}});
    stands_at(make);
    browser.press("/super-pin");
    stands_at(keep);
    EXPECT_THAT(browser.text(), HasSubstr("Dit is een nieuwe super-PIN"));
    browser.submit({{"kept", "yes"}});
    stands_at(services);
}

TEST_F(ShortJourney, OpensNothingBeforeTheSuperPinIsKept) {
    go_to_super_pin();
    EXPECT_THAT(browser.html(), Not(HasSubstr("href=\"/mijn-account\"")));
    for (auto const* path : {"/diensten", "/mijn-account", "/mijn-account/apparaten", "/inloggen"}) {
        browser.open(path);
        stands_at(keep);
    }
    browser.submit({{"kept", "yes"}});
    stands_at(services);
    EXPECT_EQ(browser.open("/mijn-account").path(), "/mijn-account");
}

TEST_F(ShortJourney, TakesAnAppInPlaceOfThePhone) {
    go_to_phone();
    browser.open("/tweede-factor?kies").press("/tweede-factor/app");
    browser.submit({{"code", TestAuthenticator(browser.html()).code(app.now())}});
    stands_at(keep);
    browser.submit({{"kept", "yes"}});
    stands_at(services);
    EXPECT_EQ(app.mails(), 2U);
    EXPECT_EQ(app.sms(), 0U);
}

TEST(ShortJourneyWithALetter, AsksItsSuperPinAndMakesNone) {
    TestApp app(short_one());
    Invitee invitee(app, {.with_letter = true});
    auto& browser = invitee.browser;
    EXPECT_EQ(browser.heading(), super_pin_question);
    EXPECT_THAT(browser.html(), HasSubstr(invitee.link + "/gegevens"));
    EXPECT_EQ(browser.submit({{"super_pin", app.super_pin()}}).heading(), password) << browser.text();
    browser.submit(own_choices).submit(own_phone).submit({{"code", app.code()}});
    EXPECT_EQ(browser.heading(), services) << browser.text();
    EXPECT_EQ(app.mails(), 2U);
    // At the next sign-in, since the practice may have seen it.
    app.wait(61min);
    sign_in(browser, invitee.patient);
    browser.submit({{"code", app.code()}});
    EXPECT_EQ(browser.path(), "/mijn-account/super-pin") << browser.text();
}

TEST(ShortJourneyWithALetter, BeginsWithoutItsMail) {
    TestApp app(short_one());
    app.invite({.with_letter = true});
    app.link(TestPatient{}.email, "Stap 1: ");
    app.wait(61s);
    auto browser = app.browser();
    browser.open("/brief/de-linde")
        .submit({{"customer_number", app.customer_number()}, {"super_pin", app.super_pin()}});
    EXPECT_THAT(browser.text(), HasSubstr("Klopt dit, dan krijgt u een e-mail om verder te gaan"));
    auto const link = app.link(TestPatient{}.email, "Stap 1: ");
    auto elsewhere = app.browser();
    EXPECT_EQ(elsewhere.open(link).heading(), super_pin_question);
    EXPECT_EQ(browser.open(link).heading(), password) << browser.text();
    browser.submit(own_choices).submit(own_phone).submit({{"code", app.code()}});
    EXPECT_EQ(browser.heading(), services) << browser.text();
    EXPECT_EQ(app.mails(), 3U);
}

TEST(ShortJourneyWithALetter, MakesANewSuperPinForWhoTypedTheDetails) {
    TestApp app(short_one());
    Invitee invitee(app, {.with_letter = true});
    auto& browser = invitee.browser;
    browser.open(invitee.link + "/gegevens").submit(own_details).submit(own_choices);
    browser.submit(own_phone).submit({{"code", app.code()}});
    EXPECT_EQ(browser.heading(), keep) << browser.text();
    EXPECT_THAT(browser.text(), Not(HasSubstr(app.super_pin())));
}

TEST(ShortJourneyWithALetter, IsNotDoneWithTheDetailsWhereThePracticeRequiresIt) {
    TestApp app(short_one());
    Invitee invitee(app, {.with_letter = true});
    auto& browser = invitee.browser;
    EXPECT_EQ(browser.open(invitee.link + "/gegevens").submit(own_details).heading(), password);
    auto form = own_choices;
    form["versions"] = browser.value("versions");
    app.app().database.transaction(
        [&](Transaction& transaction) { transaction.run("UPDATE practice SET letter_required = 1"); });
    EXPECT_EQ(browser.post(invitee.link + "/wachtwoord", form).status, 303);
    EXPECT_EQ(count(app, "account"), 0);
    EXPECT_EQ(browser.open(invitee.link + "/wachtwoord").heading(), super_pin_question);
}

TEST_F(ShortJourney, KnowsAnAddressThatHasAnAccountAsTheGuideDoes) {
    go_to_super_pin();
    browser.submit({{"kept", "yes"}});
    auto const other = add_other_practice(app);
    auto second = app.browser();
    app.invite({.name = "Jan", .birth_date = "1950-01-01", .postcode = "4321ZZ"});
    second.open(app.link(invitee.patient.email, "Stap 1: "))
        .submit({{"birth_date", "1-1-1950"}, {"postcode", "4321 zz"}});
    EXPECT_EQ(second.heading(), "Dit e-mailadres is al in gebruik") << second.text();
}

// The journey is changed, by its brand or the configuration, after each step in turn: the page that stood
// open is answered by the journey of now, and the account is made as ever.
class ChangedJourney : public testing::TestWithParam<std::tuple<int, bool>> {
  protected:
    static Fields answer_to(TestApp& app, TestBrowser const& browser) {
        auto const heading = browser.heading();
        if (heading == code) return {{"code", app.code()}};
        if (heading == phone) return own_phone;
        Fields all{{"email", "seyma@post.example"},   {"birth_date", "7-3-1948"},
                   {"postcode", "1234 AB"},           {"password", test_password},
                   {"password_again", test_password}, {"read_privacy", "yes"},
                   {"accept_terms", "yes"},           {"kept", "yes"}};
        std::erase_if(all, [&](auto const& each) {
            return browser.html().find("name=\"" + each.first + "\"") == std::string::npos;
        });
        return all;
    }

    // What the page asks; where it only leads on, what it leads to.
    static void take_step(TestApp& app, TestBrowser& browser) {
        auto const heading = browser.heading();
        if (heading == confirm_heading)
            browser.open(app.link("seyma@post.example", "Stap 2: "));
        else if (heading == "U bent klaar")
            browser.open("/inloggen");
        else if (heading == make)
            browser.press("/super-pin");
        else if (heading == "Inloggen met een code")
            browser.open("/tweede-factor/telefoon");
        else if (heading == "Kijk op uw telefoon")
            browser.open("/tweede-factor/code");
        else
            browser.submit(answer_to(app, browser));
    }
};

TEST_P(ChangedJourney, GoesOnWhereItStood) {
    auto const [steps_before, to_short] = GetParam();
    auto const begins = to_short ? Journey::guide : Journey::short_journey;
    auto const ends = to_short ? Journey::short_journey : Journey::guide;
    Config config;
    config.journey = begins;
    TestApp app(config);
    Invitee invitee(app);
    auto& browser = invitee.browser;
    std::vector<std::string> walked{browser.heading()};
    for (int step = 0; step < 25 && !browser.heading().starts_with(services); ++step) {
        if (step == steps_before) app.change_journey(ends);
        take_step(app, browser);
        walked.push_back(browser.heading());
    }
    EXPECT_THAT(walked.back(), HasSubstr(services)) << testing::PrintToString(walked);
    EXPECT_EQ(count(app, "account"), 1);
    EXPECT_EQ(count(app, "factor"), 1);
    EXPECT_EQ(count(app, "super_pin WHERE activated_at IS NOT NULL"), 1);
    EXPECT_EQ(count(app, "acceptance"), 2);
    EXPECT_LE(std::ranges::count(walked, std::string(keep)), 2) << testing::PrintToString(walked);
    EXPECT_LE(app.sms(), 2U);
    EXPECT_LE(app.mails(), 3U);
}

INSTANTIATE_TEST_SUITE_P(AfterEachStep, ChangedJourney,
                         testing::Combine(testing::Range(0, 17), testing::Bool()));

}  // namespace
}  // namespace voordeur
