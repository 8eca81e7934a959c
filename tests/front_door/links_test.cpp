// SPDX-License-Identifier: EUPL-1.2
// "What goes wrong, and what then" of the journey, up to the account: links, mails, cookies.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/test_invitee.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto new_link_sent = "Kijk in uw e-mail";
constexpr auto ended_link = "Deze link werkt niet meer";
constexpr auto choose_password = "Kies uw wachtwoord";

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
        EXPECT_THAT(browser.html(), HasSubstr("href=\"/inloggen/de-linde\""));
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
        EXPECT_EQ(browser.heading(), confirm_heading);
        EXPECT_THAT(browser.press("/mail").text(), HasSubstr("Wij hebben de e-mail opnieuw gestuurd"));
        links.push_back(invitee.mailed("Stap 2: "));
    }
    app.wait(61s);
    EXPECT_THAT(browser.open(invitee.link).text(), HasSubstr("U heeft dit al vaak gevraagd"));
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
    EXPECT_EQ(browser.press("/gegevens").value("email"), invitee.patient.email);
    EXPECT_EQ(browser.open(invitee.link + "/gegevens").submit(details).heading(), confirm_heading);
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

}  // namespace
}  // namespace voordeur
