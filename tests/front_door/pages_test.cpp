// SPDX-License-Identifier: EUPL-1.2
// What is around the steps on every page: whom to call, which practice, the way on, who is signed in, how far
// it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/id.hpp"
#include "practices/practice_store.hpp"
#include "support/test_invitee.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto number_of_de_eik = "030 555 0177";
constexpr auto number_of_operator = "085 555 0100";
constexpr auto sign_in_here = "href=\"/inloggen/de-linde\"";

// Known to the pages from the next request on.
void add_practice(TestApp& app, std::string const& slug, std::string const& name, std::string const& phone) {
    Practice const practice{new_id<Practice>(app.now(), app.app().random), slug, name, phone, "", false};
    app.app().database.transaction(
        [&](Transaction& transaction) { add_practice(transaction, practice, app.now()); });
    app.wait(6s);
}

void add_de_eik(TestApp& app) {
    add_practice(app, "de-eik", "Praktijk De Eik", number_of_de_eik);
}

Config with_operator() {
    Config config;
    config.site.operated_by = {.name = "Zorgportaal", .email = "", .phone = number_of_operator};
    return config;
}

// Between <header> and </header>.
std::string header_of(TestBrowser const& browser) {
    auto const begin = browser.html().find("<header");
    return browser.html().substr(begin, browser.html().find("</header>") - begin);
}

bool has_a_button(TestBrowser const& browser) {
    auto const main = browser.html().find("<main");
    return browser.html().find("nl-button nl-button--", main) != std::string::npos;
}

TEST(WhomToCall, AreAllWhereNoPracticeIsKnown) {
    TestApp app;
    add_de_eik(app);
    auto browser = app.browser();
    for (auto const* path :
         {"/wachtwoord-vergeten", "/inloggen", "/hulp", "/praktijk", "/u/", "/u/aaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "/bestaat-niet", "/klaar", "/contact", "/inloggen/de-es"}) {
        browser.open(path);
        EXPECT_THAT(browser.html(), HasSubstr(app.practice().phone)) << path;
        EXPECT_THAT(browser.html(), HasSubstr(number_of_de_eik)) << path;
    }
    browser.open("/wachtwoord-vergeten");
    for (auto const* said :
         {"Huisartsenpraktijk De Linde", "Praktijk De Eik", "020 555 0134", number_of_de_eik})
        EXPECT_THAT(browser.text(), HasSubstr(said));
}

TEST(WhomToCall, AreFoundInAListWhereThereAreMany) {
    TestApp app(with_operator());
    for (int number = 0; number < 13; ++number)
        add_practice(app, "praktijk-" + std::to_string(number), "Praktijk " + std::to_string(number),
                     "020 555 01" + std::to_string(10 + number));
    auto browser = app.browser();
    browser.open("/wachtwoord-vergeten");
    EXPECT_THAT(browser.text(), HasSubstr(number_of_operator));
    EXPECT_THAT(browser.html(), HasSubstr("href=\"/praktijk\""));
    browser.open("/praktijk");
    EXPECT_THAT(browser.text(), HasSubstr("Praktijk 12"));
}

TEST(WhomToCall, IsTheOperatorWhereThePracticeHasNoTelephone) {
    TestApp app(with_operator());
    add_practice(app, "zonder", "Praktijk Zonder", "");
    auto browser = app.browser();
    for (auto const* path : {"/wachtwoord-vergeten/zonder", "/inloggen/zonder", "/hulp/zonder"}) {
        browser.open(path);
        EXPECT_THAT(browser.html(), HasSubstr(number_of_operator)) << path;
        EXPECT_THAT(browser.html(), HasSubstr("Zorgportaal")) << path;
    }
    browser.open("/wachtwoord-vergeten/zonder");
    EXPECT_THAT(browser.text(), HasSubstr("Zorgportaal Telefoon: 085 555 0100"));
}

TEST(TheOperator, IsNotOfferedWhereNobodyCanReachIt) {
    TestApp app;
    auto browser = app.browser();
    browser.open("/contact");
    EXPECT_THAT(browser.text(), Not(HasSubstr("Laat het ons weten")));
    EXPECT_THAT(browser.text(), HasSubstr("Neem dan contact op met uw praktijk"));
    EXPECT_THAT(browser.text(), HasSubstr("020 555 0134"));
    TestApp reachable(with_operator());
    auto other = reachable.browser();
    EXPECT_THAT(other.open("/contact").text(), HasSubstr("Laat het ons weten"));
    EXPECT_THAT(other.text(), HasSubstr(number_of_operator));
}

TEST(ThePractice, StaysFromTheFirstLinkToTheEnd) {
    TestApp app;
    add_de_eik(app);
    auto browser = app.browser();
    make_account(app, browser);
    EXPECT_EQ(browser.path(), "/klaar/de-linde");
    EXPECT_THAT(browser.text(), HasSubstr("/inloggen/de-linde"));
    EXPECT_THAT(browser.html(), HasSubstr(sign_in_here));
    browser.open("/inloggen/de-linde");
    EXPECT_THAT(header_of(browser), HasSubstr("De Linde"));
    EXPECT_THAT(browser.html(), HasSubstr(app.practice().phone));
    EXPECT_THAT(browser.html(), Not(HasSubstr(number_of_de_eik)));
    // A wrong password, the way to whom to call, and back.
    browser.submit({{"email", TestPatient{}.email}, {"password", "verkeerd"}});
    EXPECT_EQ(browser.status(), 422);
    EXPECT_THAT(header_of(browser), HasSubstr("De Linde"));
    EXPECT_THAT(browser.html(), HasSubstr("/wachtwoord-vergeten/de-linde"));
    EXPECT_THAT(browser.open("/wachtwoord-vergeten/de-linde").html(), HasSubstr(sign_in_here));
    for (auto const* path :
         {"/contact/de-linde", "/gebruikersvoorwaarden/de-linde", "/privacyverklaring/de-linde"})
        EXPECT_THAT(browser.open(path).html(), HasSubstr(sign_in_here)) << path;
}

TEST(ThePractice, StaysWhenASessionEnds) {
    TestApp app;
    add_de_eik(app);
    auto browser = app.browser();
    make_account(app, browser);
    browser.open("/inloggen/de-linde").submit({{"email", TestPatient{}.email}, {"password", test_password}});
    browser.submit({{"code", app.code()}});
    EXPECT_EQ(browser.path(), "/diensten");
    app.wait(2h);
    EXPECT_EQ(browser.open("/diensten").path(), "/inloggen/de-linde");
    browser.submit({{"email", TestPatient{}.email}, {"password", test_password}});
    browser.submit({{"code", app.code()}}).press("/uitloggen");
    EXPECT_EQ(browser.path(), "/inloggen/de-linde");
}

// A practice may be called as a page is.
TEST(ThePractice, HidesNoPage) {
    TestApp app;
    add_practice(app, "code", "Praktijk Code", number_of_de_eik);
    auto browser = app.browser();
    make_account(app, browser);
    sign_in(browser);
    EXPECT_EQ(browser.path(), "/inloggen/code");
    EXPECT_EQ(browser.heading(), "Vul de sms-code in");
}

// Nothing is an end.
TEST(WaysOn, ArePartOfEveryPageOfWhatWentWrong) {
    TestApp app;
    add_de_eik(app);
    Invitee invitee(app);
    auto& browser = invitee.browser;
    for (auto const* path : {"/bestaat-niet", "/uitloggen", "/u/", "/u/aaaaaaaaaaaaaaaaaaaaaaaaaaa",
                             "/wachtwoord-vergeten", "/super-pin/nieuw"})
        EXPECT_TRUE(has_a_button(browser.open(path))) << path;
    EXPECT_EQ(browser.open(invitee.link + "/bestaat-niet").status(), 404);
    EXPECT_THAT(browser.html(), HasSubstr("href=\"" + invitee.link + "\""));
    for (int number = 0; number < 5; ++number)
        invitee.type_details({{"postcode", "432" + std::to_string(number) + " ZZ"}});
    // Where only the practice helps, no button leads here again: its number is the way on.
    EXPECT_EQ(browser.heading(), "Bel de praktijk");
    EXPECT_FALSE(has_a_button(browser));
    EXPECT_THAT(browser.text(), HasSubstr("020 555 0134"));
    app.wait(70 * 24h);
    EXPECT_EQ(browser.open(invitee.link).heading(), "Deze registratie is gestopt");
    EXPECT_FALSE(has_a_button(browser));
    EXPECT_THAT(browser.text(), HasSubstr("020 555 0134"));
}

TEST(WaysOn, KeepWhatWasTyped) {
    TestApp app;
    Invitee invitee(app);
    auto& browser = invitee.browser;
    browser.open(invitee.link + "/gegevens").forget_cookies();
    browser.submit({{"email", "ander@post.example"}, {"birth_date", "8 mei 1950"}, {"postcode", "9999 ZZ"}});
    EXPECT_EQ(browser.status(), 400);
    browser.press("/gegevens");
    EXPECT_EQ(browser.status(), 200) << "shown, not sent";
    EXPECT_EQ(browser.heading(), "Registratie afronden");
    EXPECT_EQ(browser.value("email"), "ander@post.example");
    EXPECT_EQ(browser.value("birth_date"), "8 mei 1950");
    EXPECT_EQ(browser.value("postcode"), "9999 ZZ");
    EXPECT_THAT(browser.submit().text(), HasSubstr("nog 4 keer"));
}

TEST(WaysOn, KeepTheNameButNoPasswordOverAWait) {
    TestApp app;
    auto browser = app.browser();
    make_account(app, browser);
    auto stranger = app.browser();
    for (int number = 0; stranger.status() != 429 && number < 20; ++number)
        stranger.open("/inloggen")
            .submit({{"email", TestPatient{}.email}, {"password", "geheim" + std::to_string(number)}});
    EXPECT_EQ(stranger.heading(), "Wacht even");
    EXPECT_THAT(stranger.text(), HasSubstr(app.practice().phone));
    EXPECT_THAT(stranger.html(), Not(HasSubstr("geheim")));
    app.wait(1h);
    stranger.press("/inloggen/de-linde");
    EXPECT_EQ(stranger.heading(), "Inloggen");
    EXPECT_EQ(stranger.status(), 200);
    EXPECT_EQ(stranger.value("email"), TestPatient{}.email);
    EXPECT_EQ(stranger.value("password"), "");
}

TEST(TheHeader, SaysWhoIsSignedIn) {
    TestApp app;
    auto browser = app.browser();
    EXPECT_THAT(header_of(browser.open("/inloggen")), HasSubstr(">Inloggen<"));
    EXPECT_THAT(header_of(browser), Not(HasSubstr("Uitloggen")));
    app.invite({});
    browser.open(app.link(TestPatient{}.email, "Stap 1: "));
    EXPECT_THAT(header_of(browser), Not(HasSubstr(">Inloggen<"))) << "who registers";
    EXPECT_THAT(header_of(browser), Not(HasSubstr("Uitloggen")));
}

TEST(TheHeader, OffersToSignOut) {
    TestApp app;
    auto browser = app.browser();
    make_account(app, browser);
    sign_in(browser);
    EXPECT_THAT(header_of(browser), HasSubstr("Uitloggen")) << "also before the code";
    browser.submit({{"code", app.code()}});
    for (auto const* path : {"/diensten", "/hulp", "/bestaat-niet"}) {
        EXPECT_THAT(header_of(browser.open(path)), HasSubstr("Uitloggen")) << path;
        EXPECT_THAT(header_of(browser), Not(HasSubstr(">Inloggen<"))) << path;
    }
    EXPECT_EQ(browser.open("/inloggen").path(), "/diensten") << "E1 goes on";
    EXPECT_EQ(browser.open("/").path(), "/diensten");
    browser.press("/uitloggen");
    EXPECT_THAT(header_of(browser), Not(HasSubstr("Uitloggen")));
    EXPECT_EQ(browser.heading(), "Inloggen");
}

// Half signed in, it may be somebody else who wants to sign in.
TEST(TheHeader, LeavesTheFormToWhoIsHalfSignedIn) {
    TestApp app;
    auto browser = app.browser();
    make_account(app, browser);
    sign_in(browser);
    EXPECT_EQ(browser.open("/inloggen").heading(), "Inloggen");
    EXPECT_THAT(browser.text(), HasSubstr("Op dit apparaat is nu ingelogd:"));
}

TEST(Progress, IsTickedOffAfterStep3) {
    TestApp app;
    auto browser = app.browser();
    app.invite({});
    browser.open(app.link(TestPatient{}.email, "Stap 1: "));
    EXPECT_THAT(browser.text(), Not(HasSubstr("Nog twee dingen")));
    browser.submit({{"email", TestPatient{}.email}, {"birth_date", "7-3-1948"}, {"postcode", "1234AB"}});
    browser.open(app.link(TestPatient{}.email, "Stap 2: "));
    browser.submit({{"password", test_password}, {"password_again", test_password}});
    browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    constexpr auto two_things =
        "Uw account is gemaakt. Nog twee dingen: super-PIN bewaren en telefoon koppelen, ongeveer 5 minuten";
    constexpr auto one_thing = "Nog één ding: telefoon koppelen";
    EXPECT_THAT(browser.text(), HasSubstr(two_things)) << "E1";
    browser.submit({{"email", TestPatient{}.email}, {"password", test_password}});
    EXPECT_THAT(browser.text(), HasSubstr(two_things)) << "E2";
    browser.press("/super-pin");
    EXPECT_THAT(browser.text(), HasSubstr(two_things)) << "E3";
    browser.submit({{"kept", "yes"}, {"password", test_password}});
    EXPECT_THAT(browser.text(), HasSubstr(one_thing)) << "F1";
    EXPECT_THAT(browser.text(), HasSubstr("Uw super-PIN bewaren (klaar)"));
    EXPECT_THAT(browser.text(), HasSubstr("Uw telefoon koppelen (nog te "));
    EXPECT_THAT(browser.open("/tweede-factor/telefoon").text(), HasSubstr(one_thing)) << "F2";
    browser.submit({{"country", "NL"}, {"phone", "06 12345678"}});
    EXPECT_THAT(browser.text(), HasSubstr(one_thing)) << "the SMS is sent";
    EXPECT_THAT(browser.open("/tweede-factor/code").text(), HasSubstr(one_thing)) << "F3";
    EXPECT_THAT(browser.submit({{"code", app.code()}}).text(), HasSubstr(one_thing)) << "F4";
    browser.submit({{"password", test_password}});
    EXPECT_THAT(browser.text(), HasSubstr("Uw telefoon koppelen (klaar)")) << "F5";
    sign_in(browser);
    EXPECT_THAT(browser.text(), Not(HasSubstr("Nog "))) << "later";
}

TEST(Progress, KnowsTheLettersSuperPin) {
    TestApp app;
    Invitee invitee(app, {.with_letter = true});
    auto& browser = invitee.type_super_pin(app.super_pin());
    browser.submit({{"password", test_password}, {"password_again", test_password}});
    browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    EXPECT_THAT(browser.text(), HasSubstr("Nog één ding: telefoon koppelen"));
}

TEST(NoLetter, TheDetailsComeFirst) {
    TestApp app;
    Invitee invitee(app);
    auto& browser = invitee.browser;
    EXPECT_EQ(browser.heading(), "Registratie afronden");
    EXPECT_THAT(browser.text(), Not(HasSubstr("brief")));
    EXPECT_THAT(browser.text(), Not(HasSubstr("super-PIN")));
    EXPECT_EQ(browser.path(), invitee.link);
    Invitee with_letter(app, {.email = "brief@post.example", .with_letter = true});
    EXPECT_EQ(with_letter.browser.heading(), "Bevestig uw inlognaam");
}

TEST(ADocument, IsReadBelowItsBox) {
    TestApp app;
    Invitee invitee(app);
    invitee.confirms_details();
    auto& browser = invitee.browser.open(invitee.mailed("Stap 2: "));
    browser.submit({{"password", test_password}, {"password_again", test_password}});
    for (auto const* place : {"privacyverklaring", "gebruikersvoorwaarden"}) {
        EXPECT_THAT(browser.html(), HasSubstr("href=\"#" + std::string(place) + "\""));
        EXPECT_THAT(browser.html(), HasSubstr("id=\"" + std::string(place) + "\""));
        EXPECT_THAT(browser.html(), Not(HasSubstr("href=\"/" + std::string(place))))
            << "leads away from the ticks";
    }
    EXPECT_EQ(browser.html().find("<h1", browser.html().find("<h1") + 1), std::string::npos) << "one heading";
}

TEST(TheEnd, NamesWhereToSignIn) {
    TestApp app;
    auto browser = app.browser();
    go_to_phone(app, browser);
    ask_code(browser);
    browser.submit({{"code", app.code()}}).submit({{"password", test_password}});
    EXPECT_THAT(browser.text(), HasSubstr("127.0.0.1:8080/inloggen/de-linde"));
    auto const mail = app.mail(TestPatient{}.email, "Uw account voor");
    EXPECT_THAT(mail.text, HasSubstr("\n\nhttp://127.0.0.1:8080/inloggen/de-linde\n\n"));
    EXPECT_THAT(mail.html, HasSubstr("href=\"http://127.0.0.1:8080/inloggen/de-linde\""));
    auto const heading = browser.html().find("<h1");
    EXPECT_LT(heading, browser.html().find("Nu inloggen")) << "the heading first";
}

TEST(Numbers, AreShownAsPeopleWriteThem) {
    TestApp app;
    auto browser = app.browser();
    go_to_phone(app, browser);
    EXPECT_THAT(browser.html(), HasSubstr(">Suriname (+597)</option>"));
    EXPECT_THAT(browser.html(), HasSubstr(">Nederland (+31)</option>"));
    browser.submit({{"country", "NL"}, {"phone", "+31612345678"}});
    EXPECT_THAT(browser.text(), HasSubstr("06 12 34 56 78"));
}

}  // namespace
}  // namespace voordeur
