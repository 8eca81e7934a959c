// SPDX-License-Identifier: EUPL-1.2
// H: a telephone is lost. SMS to it stop at once by one proof; getting in again needs two.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/test_owner.hpp"
#include "support/test_totp.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto lost = "Bent u uw telefoon kwijt?";
constexpr auto at_hand = "Wat heeft u bij de hand?";
constexpr auto stopped_mail = "Naar uw telefoon gaan geen codes meer";

// At E1 with the password, and on from the page for the code.
TestBrowser& with_password(Owner& owner, TestBrowser& browser) {
    owner.app.wait(2min);
    return browser.open("/inloggen").submit({{"email", owner.patient.email}, {"password", test_password}});
}
TestBrowser& stops_sms(Owner& owner, TestBrowser& browser) {
    with_password(owner, browser);
    owner.app.code();
    browser.open("/inloggen/code/telefoon-kwijt");
    EXPECT_THAT(browser.text(), HasSubstr("eindigt op 78"));
    return browser.press("/inloggen/code/stop-sms");
}

TEST(LostPhone, GetsNoMoreCodesAtOnce) {
    TestApp app;
    Owner owner(app);
    with_password(owner, owner.home);
    auto const code = app.code();
    EXPECT_EQ(stops_sms(owner, owner.other).heading(), lost);
    EXPECT_THAT(owner.other.text(), HasSubstr("gaan geen"));
    EXPECT_THAT(app.mail(owner.patient.email, stopped_mail).text,
                AllOf(HasSubstr("020 555"), Not(HasSubstr("/s/"))));
    EXPECT_THAT(app.text_message().text, HasSubstr("geen codes meer"));
    // The code that was under way is worth nothing.
    owner.home.submit({{"code", code}});
    EXPECT_EQ(owner.home.path().rfind("/inloggen", 0), 0U) << owner.home.path();
    EXPECT_NE(owner.home.open("/diensten").path(), "/diensten");
    // And none goes to it: what then, its page says.
    auto const texts = count(app, "message WHERE purpose = 'sign_in_code'");
    EXPECT_EQ(with_password(owner, owner.home).path(), "/inloggen/code/telefoon-kwijt");
    EXPECT_EQ(count(app, "message WHERE purpose = 'sign_in_code'"), texts);
    owner.home.press("/inloggen/code/telefoon-kwijt");
    EXPECT_EQ(owner.home.heading(), at_hand);
    EXPECT_THAT(owner.home.text(), Not(HasSubstr("Mijn telefoon, met het nummer")));
    EXPECT_EQ(lines(app, AuditType::recovery_sms_stopped), 1);
}

TEST(LostPhone, PressedTwiceIsOnce) {
    TestApp app;
    Owner owner(app);
    stops_sms(owner, owner.other);
    app.text_message();
    auto const mails = app.mails();
    owner.other.post("/inloggen/code/stop-sms", {});
    EXPECT_EQ(app.mails(), mails);
    EXPECT_EQ(lines(app, AuditType::recovery_sms_stopped), 1);
}

TEST(LostPhone, IsReplacedByPasswordAndSuperPin) {
    TestApp app;
    Owner owner(app);
    stops_sms(owner, owner.other);
    app.text_message();
    EXPECT_EQ(owner.other.press("/inloggen/code/telefoon-kwijt").heading(), at_hand);
    EXPECT_THAT(owner.proves_pin().text(), AllOf(HasSubstr("Dit is genoeg"), Not(HasSubstr("nog meer?"))))
        << "nothing is left to choose";
    owner.chooses_phone("06 87654321");
    EXPECT_EQ(owner.other.press("/herstel/nieuw").heading(), "U heeft nieuwe toegang");
    EXPECT_EQ(app.text_message().to_e164, "+31612345678") << "the lost one is told as well";
    with_password(owner, owner.home);
    auto const sms = app.text_message();
    EXPECT_EQ(sms.to_e164, "+31687654321");
}

TEST(LostPhone, IsThereAgainBySomethingElse) {
    TestApp app;
    Owner owner(app);
    stops_sms(owner, owner.other);
    app.text_message();
    owner.other.press("/inloggen/code/telefoon-kwijt");
    EXPECT_THAT(owner.other.text(), Not(HasSubstr("zet sms weer aan"))) << "the password said it was lost";
    EXPECT_THAT(owner.proves_pin().text(),
                AllOf(HasSubstr("zet sms weer aan"), Not(HasSubstr("Laat dan hierboven nog iets zien"))));
    EXPECT_THAT(owner.other.press("/herstel/sms-aan").text(), HasSubstr("Mijn telefoon, met het nummer"));
    app.mail(owner.patient.email, "Naar uw telefoon gaan weer codes");
    app.text_message();
    EXPECT_EQ(owner.signs_in(owner.home).path(), "/diensten");
}

TEST(LostPhone, IsThereAgainByMailAndItsOwnCodeADayLater) {
    TestApp app;
    Owner owner(app);
    stops_sms(owner, owner.other);
    app.text_message();
    app.wait(23h);
    owner.begins();
    EXPECT_THAT(owner.other.text(), Not(HasSubstr("Mijn telefoon, met het nummer")));
    owner.other.post("/herstel/sms", {});
    EXPECT_EQ(owner.other.heading(), at_hand) << "nor by a form of before";
    app.wait(1h);
    owner.begins();
    EXPECT_THAT(owner.proves_phone().text(), HasSubstr("Dit is genoeg"));
    app.mail(owner.patient.email, "Naar uw telefoon gaan weer codes");
    app.text_message();
    EXPECT_EQ(owner.signs_in(owner.home).path(), "/diensten");
}

// Whoever has the mailbox alone stops the SMS, and has no more by that.
TEST(LostPhone, IsStoppedByTheMailboxWhichOpensNothing) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    EXPECT_THAT(owner.other.press("/herstel/stop-sms").text(), HasSubstr("gaan geen"));
    app.text_message();
    EXPECT_THAT(owner.other.text(), HasSubstr("Hiermee kunt u nog niet verder"));
    // Its owner has the password, and with it all is as before.
    EXPECT_THAT(owner.proves_password().text(), HasSubstr("zet sms weer aan"));
    owner.other.press("/herstel/sms-aan");
    app.text_message();
    EXPECT_EQ(owner.signs_in(owner.home).path(), "/diensten");
}

TEST(OtherProofs, AnAppProvesItselfOnce) {
    TestApp app;
    Owner owner(app);
    owner.signs_in(owner.home);
    app.wait(1min);
    owner.home.open("/mijn-account/app").press("/mijn-account/app");
    TestAuthenticator const phone(owner.home.html());
    owner.home.submit({{"code", phone.code(app.now())}});
    app.wait(30s);
    owner.begins();
    EXPECT_THAT(owner.other.text(), HasSubstr("De app die codes maakt"));
    owner.other.open("/herstel/app").submit({{"code", phone.code(app.now(), 9)}});
    EXPECT_THAT(owner.other.text(), HasSubstr("Deze code klopt niet"));
    EXPECT_EQ(owner.other.status(), 422);
    auto const code = phone.code(app.now());
    EXPECT_THAT(owner.other.submit({{"code", code}}).text(),
                AllOf(HasSubstr("Uw app klopt."), HasSubstr("Dit is genoeg")));
    EXPECT_EQ(owner.other.open("/herstel/app").submit({{"code", code}}).heading(), at_hand)
        << "pressed twice";
    // In another draft it is used.
    owner.begins();
    EXPECT_THAT(owner.other.open("/herstel/app").submit({{"code", code}}).text(),
                Not(HasSubstr("Dit is genoeg")));
}

TEST(OtherProofs, APaperCodeProvesItselfOnceAndIsTold) {
    TestApp app;
    Owner owner(app);
    owner.signs_in(owner.home);
    auto const codes = make_paper_codes(owner.home);
    with_password(owner, owner.other);
    app.code();
    owner.other.open("/inloggen/code/telefoon-kwijt").press("/inloggen/code/telefoon-kwijt");
    EXPECT_THAT(owner.other.text(), HasSubstr("Een papieren code"));
    owner.other.open("/herstel/papieren-code").submit({{"code", codes[0]}});
    EXPECT_THAT(owner.other.text(), AllOf(HasSubstr("Uw papieren code klopt."), HasSubstr("Dit is genoeg")));
    EXPECT_THAT(app.mail(owner.patient.email, "Er is een papieren code gebruikt").text,
                HasSubstr("nog 9 papieren codes"));
    EXPECT_EQ(owner.chooses_phone("06 87654321").press("/herstel/nieuw").heading(), "U heeft nieuwe toegang");
    app.text_message();
    // With the mailbox it waits; the one that was used is worth nothing.
    app.wait(49h);
    owner.begins();
    EXPECT_EQ(owner.other.open("/herstel/papieren-code").submit({{"code", codes[0]}}).status(), 422);
    EXPECT_THAT(owner.other.submit({{"code", codes[1]}}).text(), HasSubstr("Dat is alles wat ik heb"));
}

}  // namespace
}  // namespace voordeur
