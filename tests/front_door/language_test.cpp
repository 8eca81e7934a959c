// SPDX-License-Identifier: EUPL-1.2
// Whoever changes the language of a page loses nothing but secrets, and reads there what was refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/test_invitee.hpp"

namespace voordeur {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto ticked = "value=\"yes\" checked";

TEST(TheLanguage, KeepsWhatIsTypedAndSendsNothing) {
    TestApp app;
    Invitee invitee(app);
    auto& browser = invitee.browser.open(invitee.link + "/gegevens");
    browser.press_language(
        {{"email", "ander@post.example"}, {"birth_date", "8 mei"}, {"postcode", "9999 ZZ"}});
    EXPECT_EQ(browser.status(), 200);
    EXPECT_EQ(browser.heading(), "Complete your registration");
    EXPECT_EQ(browser.value("email"), "ander@post.example");
    EXPECT_EQ(browser.value("birth_date"), "8 mei");
    EXPECT_EQ(browser.value("postcode"), "9999 ZZ");
    EXPECT_THAT(browser.text(), Not(HasSubstr("Something is not right")));
    EXPECT_EQ(lines(app, AuditType::registration_details), 0);
    EXPECT_EQ(browser.open(invitee.link + "/gegevens").heading(), "Complete your registration") << "is kept";
}

TEST(TheLanguage, SaysTheRefusalAgainAndTheTriesThatAreLeft) {
    TestApp app;
    Invitee invitee(app);
    auto& browser = invitee.type_details({{"postcode", "9999 ZZ"}});
    EXPECT_THAT(browser.text(), HasSubstr("nog 4 keer"));
    browser.press_language();
    EXPECT_EQ(browser.status(), 422);
    EXPECT_THAT(browser.text(),
                HasSubstr("These details are not the same as those at Huisartsenpraktijk De Linde"));
    EXPECT_THAT(browser.text(), HasSubstr("You can try 4 more times"));
    EXPECT_EQ(browser.value("postcode"), "9999 ZZ");
    browser.press_language({{"postcode", "8888 ZZ"}});
    EXPECT_THAT(browser.text(), HasSubstr("nog 4 keer")) << "and back";
    EXPECT_EQ(browser.value("postcode"), "8888 ZZ");
    EXPECT_THAT(browser.submit().text(), HasSubstr("nog 3 keer"));
}

TEST(TheLanguage, SaysWhatIsWrongBesideEachField) {
    TestApp app;
    Invitee invitee(app);
    auto& browser = invitee.type_details({{"email", "niets"}, {"birth_date", "7-3"}});
    browser.press_language();
    EXPECT_THAT(browser.html(), HasSubstr("id=\"email-error\">This is not an "));
    EXPECT_THAT(browser.html(), HasSubstr("id=\"birth_date-error\">Type the year too"));
    EXPECT_THAT(browser.html(), Not(HasSubstr("id=\"postcode-error\"")));
}

TEST(TheLanguage, KeepsTheTriesOfASuperPin) {
    TestApp app;
    Invitee invitee(app, {.with_letter = true});
    auto& browser = invitee.type_super_pin("AAAA-BBBB-CCCC-DDDD");
    EXPECT_THAT(browser.text(), HasSubstr("nog 4 keer"));
    browser.press_language({{"super_pin", app.super_pin()}});
    EXPECT_THAT(browser.text(), HasSubstr("You can try 4 more times"));
    EXPECT_THAT(browser.html(), Not(HasSubstr(app.super_pin()))) << "a secret stays out of the page";
}

TEST(TheLanguage, KeepsTicksAndNoPassword) {
    TestApp app;
    Invitee invitee(app);
    invitee.confirms_details();
    auto& browser = invitee.browser.open(invitee.mailed("Stap 2: "));
    browser.press_language({{"password", "geheim"}, {"password_again", "geheim"}});
    EXPECT_EQ(browser.heading(), "Choose your password");
    EXPECT_THAT(browser.html(), Not(HasSubstr("geheim")));
    browser.submit({{"password", test_password}, {"password_again", test_password}});
    browser.press_language({{"accept_terms", "yes"}});
    EXPECT_EQ(browser.heading(), "Privacyverklaring en gebruikersvoorwaarden");
    auto const privacy = browser.html().find("id=\"read_privacy\""),
               terms = browser.html().find("id=\"accept_terms\"");
    EXPECT_EQ(browser.html().find(ticked, privacy), browser.html().find(ticked, terms)) << "the second only";
    EXPECT_EQ(count(app, "account"), 0);
}

TEST(TheLanguage, KeepsAllOfTheSignIn) {
    TestApp app;
    auto browser = app.browser();
    go_to_phone(app, browser);
    browser.press_language({{"country", "BE"}, {"phone", "0470 12"}});
    EXPECT_EQ(browser.heading(), "Your mobile phone");
    EXPECT_EQ(browser.value("country"), "BE");
    EXPECT_EQ(browser.value("phone"), "0470 12");
    EXPECT_EQ(app.sms(), 0U);
    browser.submit({{"country", "NL"}, {"phone", "06 12345678"}}).open("/tweede-factor/code");
    browser.submit({{"code", "000000"}});
    auto const before = browser.text();
    browser.press_language().press_language();
    EXPECT_EQ(browser.text(), before) << "the refusal, and the tries";
    auto elsewhere = app.browser();
    elsewhere.open("/inloggen").submit({{"email", "wie@post.example"}, {"password", "verkeerd"}});
    elsewhere.press_language({{"password", "geheim"}});
    EXPECT_THAT(elsewhere.text(), HasSubstr("do not belong together"));
    EXPECT_EQ(elsewhere.value("email"), "wie@post.example");
    EXPECT_THAT(elsewhere.html(), Not(HasSubstr("geheim")));
}

TEST(TheLanguage, KeepsWhatTheSuperPinPageSays) {
    TestApp app;
    Invitee invitee(app);
    invitee.confirms_details();
    auto& browser = invitee.browser.open(invitee.mailed("Stap 2: "));
    browser.submit({{"password", test_password}, {"password_again", test_password}})
        .submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}})
        .submit({{"email", invitee.patient.email}, {"password", test_password}})
        .press("/super-pin")
        .press("/super-pin/nieuw");
    EXPECT_THAT(browser.text(), HasSubstr("Dit is een nieuwe super-PIN"));
    browser.press_language({{"kept", "yes"}});
    EXPECT_THAT(browser.text(), HasSubstr("This is a new super-PIN"));
    EXPECT_THAT(browser.html(), HasSubstr(ticked));
}

TEST(TheLanguage, IsNotChangedByAStranger) {
    TestApp app;
    Invitee invitee(app);
    auto& browser = invitee.browser.open(invitee.link + "/gegevens");
    browser.press_language({{"said", "niet van ons"}});
    EXPECT_EQ(browser.status(), 200);
    browser.press_language({{"form_token", "niet van ons"}});
    EXPECT_EQ(browser.status(), 403);
}

// The first of a form's buttons is what Enter presses.
TEST(TheLanguage, IsNotWhatEnterPresses) {
    TestApp app;
    auto browser = app.browser();
    auto const& html = browser.open("/inloggen").html();
    auto const first = html.find("type=\"submit\" form=\"formulier\"");
    EXPECT_LT(html.find("vd-hidden", first - 30), first);
    EXPECT_LT(first, html.find("name=\"taal\""));
}

}  // namespace
}  // namespace voordeur
