// SPDX-License-Identifier: EUPL-1.2
// "What goes wrong, and what then" of the journey, up to the account: details, letters, links, mails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/test_app.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto locked = "Bel de praktijk";
constexpr auto confirm = "Bevestig uw registratie";
constexpr auto new_link_sent = "Kijk in uw e-mail";
constexpr auto ended_link = "Deze link werkt niet meer";
constexpr auto choose_password = "Kies uw wachtwoord";

struct Invitee {
    explicit Invitee(TestApp& test_app, TestPatient who = {})
        : app(test_app),
          patient(std::move(who)),
          registration(app.invite(patient).value()),
          link(mailed("Stap 1: ")) {
        browser.open(link);
    }

    std::string mailed(std::string const& subject) { return app.link(patient.email, subject); }
    TestBrowser& type_details(Fields other = {}) {
        browser.open(link + "/gegevens");
        other.merge(
            Fields{{"email", patient.email}, {"birth_date", "7 maart 1948"}, {"postcode", patient.postcode}});
        return browser.submit(other);
    }
    TestBrowser& type_super_pin(std::string const& pin) {
        return browser.open(link).submit({{"super_pin", pin}});
    }
    void confirms_details() { EXPECT_EQ(type_details().heading(), confirm) << browser.text(); }

    TestApp& app;
    TestPatient patient;
    TestBrowser browser = app.browser();
    Id<Registration> registration;
    std::string link;
};

std::string tries_left(int left) {
    return "nog " + std::to_string(left) + " keer";
}
std::string wrong_postcode(int number) {
    return "432" + std::to_string(number) + " ZZ";
}
std::string wrong_pin(int number) {
    return "AAAA-BBBB-CCCC-DDD" + std::to_string(number);
}

TEST(WrongDetails, LockAtTheFifthUntilThePracticeUnlocks) {
    TestApp app;
    Invitee invitee(app);
    auto& browser = invitee.browser;
    EXPECT_THAT(invitee.type_details({{"birth_date", "gisteren"}}).text(),  // cannot be read: does not count
                HasSubstr("Wij kunnen deze datum niet lezen"));
    for (int const left : {4, 3, 2, 1}) {
        // The second time as Reload sends it where there are no scripts.
        for (int times = 0; times < 2; ++times) {
            EXPECT_EQ(invitee.type_details({{"postcode", wrong_postcode(left)}}).status(), 422);
            EXPECT_THAT(browser.text(), HasSubstr(tries_left(left)));
            EXPECT_THAT(browser.text(), HasSubstr(app.practice().phone));
        }
    }
    EXPECT_EQ(invitee.type_details({{"postcode", "9999 ZZ"}}).heading(), locked);
    EXPECT_EQ(browser.answer().status, 403);
    EXPECT_THAT(browser.text(), HasSubstr(app.practice().phone));
    EXPECT_EQ(browser.open(invitee.link).heading(), locked);
    auto const mail = app.mail(app.practice().email);
    EXPECT_THAT(mail.text, HasSubstr(invitee.registration.text()));
    for (auto const& personal :
         {invitee.patient.email, std::string("Proefpersoon"), std::string("1948"), std::string("1234")})
        EXPECT_THAT(mail.text, Not(HasSubstr(personal)));
    app.unlock(invitee.registration);
    app.mail(invitee.patient.email, "U kunt verder");
    invitee.confirms_details();
}

// What was wrong before the practice corrected it is right after.
TEST(WrongDetails, AreRightWhenThePracticeCorrectsThem) {
    TestApp app;
    Invitee invitee(app);
    EXPECT_EQ(invitee.type_details({{"postcode", "4321 ZZ"}}).status(), 422);
    invitee.patient.postcode = "4321ZZ";
    app.invite(invitee.patient);
    invitee.link = invitee.mailed("Stap 1: ");
    invitee.confirms_details();
}

TEST(WrongSuperPins, AreCountedApartFromDetailsAndLock) {
    TestApp app;
    Invitee invitee(app, {.with_letter = true});
    for (int const left : {4, 3, 2, 1}) {
        for (int times = 0; times < 2; ++times) {
            EXPECT_EQ(invitee.type_super_pin(wrong_pin(left)).status(), 422);
            EXPECT_THAT(invitee.browser.text(), HasSubstr(tries_left(left)));
        }
    }
    EXPECT_THAT(invitee.type_details({{"postcode", "4321 ZZ"}}).text(), HasSubstr(tries_left(4)));
    EXPECT_EQ(invitee.type_super_pin(wrong_pin(0)).heading(), locked);
}

TEST(WrongSuperPins, CountNothingWhereThereIsNoLetter) {
    TestApp app;
    Invitee invitee(app);
    for (int number = 0; number < 6; ++number)
        EXPECT_THAT(invitee.type_super_pin(wrong_pin(number)).text(),
                    HasSubstr("Bij deze uitnodiging hoort geen brief"));
    invitee.confirms_details();
}

TEST(Links, ExpireAndCanBeHadAnew) {
    TestApp app;
    Invitee invitee(app);
    auto& browser = invitee.browser;
    app.wait(15 * 24h);
    EXPECT_EQ(browser.open(invitee.link).heading(), ended_link);
    EXPECT_EQ(browser.status(), 410);
    EXPECT_THAT(browser.text(), HasSubstr("De link in uw uitnodiging werkt 14 dagen"));
    EXPECT_EQ(browser.press("/nieuwe-link").heading(), new_link_sent);
    auto const second = invitee.mailed("Stap 1: ");
    EXPECT_NE(second, invitee.link);
    invitee.link = second;
    invitee.confirms_details();
    auto const confirmation = invitee.mailed("Stap 2: ");
    EXPECT_EQ(browser.open(confirmation).heading(), choose_password);
    app.wait(25h);
    EXPECT_EQ(browser.open(confirmation).heading(), ended_link);
    EXPECT_THAT(browser.text(), HasSubstr("werkt 24 uur"));
    EXPECT_EQ(browser.press("/nieuwe-link").heading(), new_link_sent);
    auto const third = invitee.mailed("Stap 2: ");
    EXPECT_NE(third, confirmation);
    EXPECT_EQ(browser.open(third).heading(), choose_password);
    app.wait(50 * 24h);
    EXPECT_EQ(browser.open(invitee.link).heading(), "Deze registratie is gestopt");
    EXPECT_THAT(browser.text(), HasSubstr(app.practice().phone));
}

TEST(Links, ThatWereCutOrThatNobodyKnows) {
    TestApp app;
    Invitee const invitee(app);
    auto browser = app.browser();
    auto const& link = invitee.link;
    auto const cut_elsewhere = "/b" + link.substr(2, link.size() - 3);
    for (auto const& cut : {link.substr(0, link.size() - 5), link.substr(0, link.size() - 26), cut_elsewhere})
        EXPECT_EQ(browser.open(cut).heading(), "De link is niet compleet") << cut;
    EXPECT_EQ(browser.open(link.substr(0, link.size() - 5) + "aaaaa").heading(), "Deze link kennen wij niet");
}

TEST(Links, SayAfterwardsThatItIsDone) {
    TestApp app;
    Invitee invitee(app);
    invitee.confirms_details();
    auto const confirmation = invitee.mailed("Stap 2: ");
    auto& browser = invitee.browser.open(confirmation);
    browser.submit({{"password", test_password}, {"password_again", test_password}});
    EXPECT_EQ(browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}}).heading(), "Inloggen");
    for (auto const& link : {invitee.link, confirmation}) {
        EXPECT_EQ(browser.open(link).heading(), "U bent al klaar");
        EXPECT_THAT(browser.html(), HasSubstr("href=\"/inloggen\""));
    }
    EXPECT_EQ(app.invite(invitee.patient), std::nullopt)
        << "invited again, who has completed the registration";
}

TEST(MailsAgain, AreSentOnceAMinuteAndFiveADay) {
    TestApp app;
    Invitee invitee(app);
    auto& browser = invitee.browser;
    invitee.confirms_details();
    EXPECT_THAT(browser.text(), HasSubstr("Wacht nog"));
    std::vector<std::string> links{invitee.mailed("Stap 2: ")};
    for (int times = 0; times < 5; ++times) {
        app.wait(61s);
        browser.open(invitee.link);  // shows B3 now
        EXPECT_EQ(browser.heading(), confirm);
        EXPECT_THAT(browser.press("/mail").text(), HasSubstr("Wij hebben de e-mail opnieuw gestuurd"));
        links.push_back(invitee.mailed("Stap 2: "));
    }
    app.wait(61s);
    EXPECT_THAT(browser.open(invitee.link).text(), HasSubstr("U heeft het vaak laten sturen"));
    for (int const old : {0, 1, 2}) EXPECT_EQ(browser.open(links[old]).heading(), ended_link) << old;
    for (int const newest : {3, 4, 5})
        EXPECT_EQ(browser.open(links[newest]).heading(), choose_password) << newest;
}

TEST(MailsAgain, NoPageSaysThatAMailWentThatCannotBeDelivered) {
    TestApp app;
    Invitee invitee(app);
    invitee.confirms_details();
    auto const mail_page = [&] { return invitee.browser.open(invitee.link + "/mail?opnieuw").text(); };
    EXPECT_THAT(mail_page(), HasSubstr("Wij hebben u een nieuwe e-mail gestuurd"));
    app.app().database.transaction([](Transaction& transaction) {
        transaction.run(
            "UPDATE message SET state = 'given_up', last_error = 'SMTP 550 5.1.1 (recipient)' "
            "WHERE purpose = 'confirmation'");
    });
    auto const text = mail_page();
    EXPECT_THAT(text, HasSubstr("geen e-mail bezorgen"));
    EXPECT_THAT(invitee.browser.html(), HasSubstr("020 555 0134"));
    for (auto const* went : {"gestuurd", "Verstuurd naar", "spam"}) EXPECT_THAT(text, Not(HasSubstr(went)));
}

// A couple with one mailbox.
TEST(Mails, SayWhoseTheyAre) {
    TestApp app;
    TestBrowser browser = app.browser();
    make_account(app, browser);
    TestPatient const second{.name = "Jan de Vries", .birth_date = "1950-01-02", .postcode = "1234AB"};
    EXPECT_TRUE(app.invite(second));
    auto const mail = app.mail(second.email, "Stap 1: ");
    // A mistyped address must not learn who is a patient where.
    EXPECT_THAT(mail.text, HasSubstr("Deze e-mail is voor J. V. ("));
    EXPECT_THAT(mail.html, HasSubstr("Deze e-mail is voor J. V. ("));
    for (auto const* name : {"Jan", "Vries"}) EXPECT_THAT(mail.text, Not(HasSubstr(name)));
}

TEST(Mails, NeverTellTheSecondOfACoupleToSignInAsTheFirst) {
    TestApp app;
    TestBrowser browser = app.browser();
    make_account(app, browser);
    Invitee second(app, {.name = "Jan de Vries", .birth_date = "1950-01-02"});
    second.type_details({{"birth_date", "2 januari 1950"}});
    auto const page = second.browser.open(second.mailed("Stap 2: ")).text();
    EXPECT_THAT(page, HasSubstr("Dit e-mailadres is al in gebruik"));
    EXPECT_THAT(page, HasSubstr("020 555 0134"));
    EXPECT_THAT(page, Not(HasSubstr("wachtwoord")));
}

TEST(Cookies, ThatAreNotKeptAreAskedFor) {
    TestApp app;
    Invitee invitee(app);
    invitee.browser.open(invitee.link + "/gegevens").forget_cookies();
    invitee.browser.submit(
        {{"email", invitee.patient.email}, {"birth_date", "7-3-1948"}, {"postcode", "1234AB"}});
    EXPECT_EQ(invitee.browser.heading(), "Uw browser bewaart geen cookies");
    EXPECT_EQ(invitee.browser.status(), 400);
}

}  // namespace
}  // namespace voordeur
