// SPDX-License-Identifier: EUPL-1.2
// "What goes wrong, and what then" of the journey, up to the account: details, letters, links, mails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/test_app.hpp"
#include "values/email_address.hpp"

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

// What cannot be a guess costs no try, and says what to do.
TEST(Details, ThatAreHalfTypedOrOfNobodyCostNoTry) {
    TestApp app;
    Invitee invitee(app);
    struct Case {
        Fields typed;
        std::string said;
    };
    for (auto const& [typed, said] : {
             Case{{{"postcode", "1234"}}, "Uw postcode mist nog 2 letters"},
             Case{{{"postcode", "9999 Z"}}, "Uw postcode mist nog 1 letter."},
             Case{{{"postcode", "123 AB"}}, "Uw postcode mist nog 1 cijfer."},
             Case{{{"birth_date", "1948"}}, "alleen een jaar"},
             Case{{{"birth_date", "maart 1948"}}, "Vul ook de dag in"},
             Case{{{"birth_date", "7 maart"}}, "Vul ook het jaar in"},
             Case{{{"birth_date", "7-3-2948"}}, "Deze datum moet nog komen"},
             Case{{{"birth_date", "16 januari 2027"}}, "Deze datum moet nog komen"},
             Case{{{"birth_date", "7 maart 1890"}}, "meer dan 125 jaar geleden"},
             Case{{{"birth_date", "1949"}, {"email", "ander@post.example"}}, "alleen een jaar"},
         }) {
        EXPECT_EQ(invitee.type_details(typed).status(), 422) << said;
        EXPECT_THAT(invitee.browser.text(), HasSubstr(said));
        EXPECT_THAT(invitee.browser.text(), Not(HasSubstr("nog 4 keer")));
    }
    EXPECT_THAT(invitee.type_details({{"postcode", "4321 ZZ"}}).text(), HasSubstr(tries_left(4)));
    invitee.confirms_details();
}

// The practice knows no more than the year: then it is no half.
TEST(Details, MayLackWhatThePracticeLacks) {
    TestApp app;
    Invitee invitee(app, {.birth_date = "1948-?\?-?\?"});
    EXPECT_THAT(invitee.type_details({{"birth_date", "1949"}}).text(), HasSubstr(tries_left(4)));
    EXPECT_EQ(invitee.type_details({{"birth_date", "1948"}}).heading(), confirm);
}

TEST(Details, AreTheSameHoweverTheyAreWritten) {
    struct Case {
        TestPatient patient;
        Fields typed;
    };
    for (auto const& [patient, typed] : {
             Case{{.postcode = "D-80331"}, {{"postcode", "80331"}}},
             Case{{.postcode = "80331"}, {{"postcode", "D-80331"}}},
             Case{{.postcode = "1234AB"}, {{"postcode", "1234 AB 12"}}},
             Case{{.email = "jan@müller.example"}, {{"email", "jan@xn--mller-kva.example"}}},
             Case{{.email = "jan@xn--mller-kva.example"}, {{"email", "Jan <jan@müller.example>"}}},
         }) {
        TestApp app;
        auto invited = patient;
        invited.email = EmailAddress::parse(patient.email).value().text();
        Invitee invitee(app, invited);
        EXPECT_EQ(invitee.type_details(typed).heading(), confirm) << invitee.browser.text();
    }
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

// Without a patient number.
TEST(Corrections, OfAnAddressEndTheLinkThatAStrangerHas) {
    TestApp app;
    Invitee invitee(app, {.email = "verkeerd@post.example"});
    auto corrected = invitee.patient;
    corrected.email = "goed@post.example";
    EXPECT_EQ(app.invite(corrected), invitee.registration) << "no second registration";
    EXPECT_EQ(invitee.browser.open(invitee.link).status(), 410);
    EXPECT_EQ(invitee.browser.heading(), ended_link);
    auto browser = app.browser();
    EXPECT_EQ(browser.open(app.link("goed@post.example", "Stap 1: ")).status(), 200);
}

TEST(Corrections, OfABirthDateLeaveTheOlderMail) {
    TestApp app;
    Invitee invitee(app, {.birth_date = "1948-07-03"});
    EXPECT_THAT(invitee.type_details().text(), HasSubstr(tries_left(4)));
    auto corrected = invitee.patient;
    corrected.birth_date = "1948-03-07";
    EXPECT_EQ(app.invite(corrected), invitee.registration);
    invitee.confirms_details();
}

TEST(Corrections, EndWhatWasProvedBefore) {
    TestApp app;
    Invitee invitee(app);
    invitee.confirms_details();
    auto const proved = invitee.mailed("Stap 2: ");
    auto corrected = invitee.patient;
    corrected.birth_date = "1948-03-08";
    app.invite(corrected);
    EXPECT_EQ(invitee.browser.open(proved).status(), 410);
}

// Born on one day, with one mailbox: nobody is overwritten.
TEST(Twins, AreToldApartByTheirNames) {
    TestApp app;
    Invitee anna(app, {.name = "Anna Jansen"});
    auto bea = anna.patient;
    bea.name = "Bea Jansen";
    EXPECT_EQ(app.invite(bea), std::nullopt);
    EXPECT_EQ(app.mails(), 1U);
    anna.confirms_details();
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

TEST(Links, OpenWithWhatStandsAroundThem) {
    TestApp app;
    Invitee invitee(app);
    auto& browser = invitee.browser;
    auto const heading = browser.open(invitee.link + "/gegevens").heading();
    for (auto const* after : {".", ">", ")", ",", "\"", "%22", "%3E", "/", "%C2%A0", "%E2%80%9D", ";", "=",
                              "_", "*", "//", "%0D%0A", "'", "]", "%E2%80%8B"})
        EXPECT_EQ(browser.open(invitee.link + "/gegevens" + after).heading(), heading) << after;
    auto const first = browser.open(invitee.link).heading();
    for (auto const* after :
         {".", ">", "),", "%22", "/", "%C2%A0", ").%20Groet", "%22Groet", "_", "/?taal=nl"})
        EXPECT_EQ(browser.open(invitee.link + after).heading(), first) << after;
    auto const token = invitee.link.substr(3);
    for (auto const* before : {"/U/", "//u/", "/u/%3C", "/u/%20"})
        EXPECT_EQ(browser.open(before + token).heading(), first) << before;
    EXPECT_EQ(browser.open(invitee.link.substr(0, 12)).status(), 404) << "cut off";
    EXPECT_EQ(browser.open("/u/" + std::string(27, 'x') + ".").status(), 404);
}

TEST(Pages, OpenWithWhatStandsAroundThem) {
    TestApp app;
    auto browser = app.browser();
    for (auto const* path :
         {"/inloggen/", "/Inloggen", "/INLOGGEN.", "/inloggen%20", "/inloggen%3E?taal=nl", "//"})
        EXPECT_EQ(browser.open(path).heading(), "Inloggen") << path;
    EXPECT_EQ(browser.open("/Praktijk/De-Linde/").status(), 200);
    EXPECT_EQ(browser.open("/inloggen.php").status(), 404);
    EXPECT_EQ(browser.open("//evil.example/inloggen").status(), 404);
}

// In winter, and over the night in which the clock changes.
TEST(Links, WorkToTheEndOfTheDayThatTheirMailNames) {
    struct Case {
        std::chrono::milliseconds before;
        std::string name, last_day;
        std::chrono::milliseconds to_midnight;
    };
    // From Friday 15 January 2027, nine in the morning.
    for (auto const& [before, name, last_day, to_midnight] :
         {Case{0s, "a", "vrijdag 29 januari 2027", 14 * 24h + 15h},
          Case{64 * 24h, "b", "zaterdag 3 april 2027", 14 * 24h + 14h},
          Case{64 * 24h + 14h + 30min, "c", "zondag 4 april 2027", 14 * 24h + 23h + 30min}}) {
        TestApp app;
        app.wait(before);
        app.invite();
        auto const mail = app.mail("seyma@post.example", "Stap 1: ");
        EXPECT_THAT(mail.text, HasSubstr("tot en met " + last_day));
        auto const begin = mail.text.find("/u/");
        auto const link = mail.text.substr(begin, 3 + 27);
        auto browser = app.browser();
        app.wait(to_midnight - 1min);
        EXPECT_EQ(browser.open(link).status(), 200) << name;
        app.wait(2min);
        EXPECT_EQ(browser.open(link).status(), 410) << name;
    }
}

// A browser that was closed, or that keeps none: nobody can tell, so the page says both.
TEST(Cookies, ThatAreGoneArePossiblyNotKept) {
    TestApp app;
    Invitee invitee(app);
    auto& browser = invitee.browser;
    browser.open(invitee.link + "/gegevens").forget_cookies();
    Fields const details{
        {"email", invitee.patient.email}, {"birth_date", "7-3-1948"}, {"postcode", "1234AB"}};
    browser.submit(details);
    EXPECT_EQ(browser.heading(), "Open deze pagina opnieuw");
    EXPECT_THAT(browser.text(), HasSubstr("bewaart uw browser geen cookies"));
    EXPECT_EQ(browser.status(), 400);
    EXPECT_THAT(browser.html(), HasSubstr("href=\"" + invitee.link + "/gegevens\""));
    EXPECT_EQ(browser.open(invitee.link + "/gegevens").submit(details).heading(), confirm);
    browser.forget_cookies();
    browser.press("/mail");
    EXPECT_THAT(browser.html(), HasSubstr("href=\"" + invitee.link + "/mail\""));
}

// Where it is sent is no page.
TEST(Cookies, ThatAreGoneLeadToThePageOfTheForm) {
    TestApp app;
    auto browser = app.browser();
    go_to_phone(app, browser);
    ask_code(browser);
    app.wait(61s);
    browser.open("/tweede-factor/code").forget_cookies();
    browser.press("/opnieuw");
    EXPECT_EQ(browser.heading(), "Open deze pagina opnieuw");
    EXPECT_THAT(browser.html(), HasSubstr("href=\"/tweede-factor/code\""));
}

}  // namespace
}  // namespace voordeur
