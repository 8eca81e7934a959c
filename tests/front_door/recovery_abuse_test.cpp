// SPDX-License-Identifier: EUPL-1.2
// H from the other side: what each of those who are not its owner has, how far that gets them, and what its
// owner hears and does. docs/recovery.md names them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app.hpp"
#include "patients/reset_second_factor.hpp"
#include "support/test_owner.hpp"
#include "values/customer_number.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto at_hand = "Wat heeft u bij de hand?";
constexpr auto beginning = "Wachtwoord of telefoon kwijt?";
constexpr auto not_enough = "Hiermee kunt u nog niet verder";

// Where an answer leads; empty: nowhere.
std::string leads_to(Response const& response) {
    auto const at = response.header_lines.find("Location: ");
    if (at == std::string::npos) return "";
    auto const begin = at + std::string_view("Location: ").size();
    return response.header_lines.substr(begin, response.header_lines.find_first_of("\r\n", begin) - begin);
}

// Nothing was done, and its owner signs in as ever.
void expect_as_before(Owner& owner) {
    EXPECT_EQ(lines(owner.app, AuditType::recovery_committed), 0);
    EXPECT_EQ(owner.signs_in(owner.home).path(), "/diensten") << owner.home.text();
}

TEST(Abuse, WhoReadsTheMailboxAloneGetsNothing) {
    TestApp app;
    Owner owner(app);
    EXPECT_THAT(owner.begins().text(), HasSubstr(not_enough));
    for (auto const* path : {"/herstel/nieuw", "/herstel/telefoon", "/herstel/telefoon/code"})
        EXPECT_EQ(owner.other.open(path).heading(), at_hand) << path;
    for (auto const* path : {"/herstel/nieuw", "/herstel/telefoon", "/herstel/wachten"}) {
        auto const answer = owner.other.post(path, {{"password", new_password}, {"phone", "0687654321"}});
        EXPECT_EQ(leads_to(answer), "/herstel") << path;
    }
    EXPECT_EQ(count(app, "recovery WHERE opens_at IS NOT NULL"), 0);
    owner.proves_password("verkeerd geraden woord");
    EXPECT_THAT(owner.other.text(), Not(HasSubstr("Uw wachtwoord klopt")));
    expect_as_before(owner);
}

// Who got the number by a second SIM reads the codes, and can ask for none.
TEST(Abuse, WhoHasTheNumberAloneGetsNothing) {
    TestApp app;
    Owner owner(app);
    auto const texts = app.sms();
    for (auto const* path : {"/herstel", "/herstel/code", "/herstel/nieuw"})
        EXPECT_EQ(owner.other.open(path).heading(), beginning) << path;
    for (auto const* path :
         {"/herstel/sms", "/herstel/code", "/herstel/app", "/herstel/nieuw", "/herstel/sms-aan"}) {
        auto const answer = owner.other.post(path, {{"code", "123456"}});
        EXPECT_THAT(leads_to(answer), testing::AnyOf("/herstel", testing::StartsWith("/wachtwoord-vergeten")))
            << path;
        EXPECT_EQ(count(app, "recovery"), 0) << path;
    }
    EXPECT_EQ(app.sms(), texts);
    expect_as_before(owner);
}

// The sheet has the customer number too.
TEST(Abuse, WhoFindsTheSheetGetsNothing) {
    TestApp app;
    Owner owner(app);
    owner.other.open("/herstel/geen-e-mail")
        .submit({{"customer_number", owner.number}, {"super_pin", owner.pin}});
    EXPECT_THAT(owner.other.text(), HasSubstr(not_enough));
    for (auto const* path : {"/herstel/nieuw", "/herstel/e-mail", "/herstel/telefoon"})
        EXPECT_EQ(owner.other.open(path).heading(), at_hand) << path;
    owner.other.open(begin_path).submit({{"email", owner.number}});
    EXPECT_EQ(owner.other.path(), "/wachtwoord-vergeten-verstuurd/de-linde");
    expect_as_before(owner);
}

// One unlocked telephone is mailbox and SMS: the journey gives a new password for them. Its owner is told by
// both, nothing else can be changed for two days, and nothing of it counts anew.
TEST(Abuse, WhoTakesAnUnlockedPhoneGetsAPasswordThatIsHeldBack) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    owner.proves_phone();
    EXPECT_EQ(owner.chooses_password().heading(), "U heeft nieuwe toegang");
    auto const told = app.mail(owner.patient.email, "U heeft nieuwe toegang");
    EXPECT_THAT(app.text_message().text, HasSubstr("Bel meteen"));
    EXPECT_EQ(owner.signs_in(owner.other, new_password).path(), "/diensten");
    for (auto const* path : {"/mijn-account/app", "/mijn-account/papieren-codes", "/mijn-account/volgorde",
                             "/mijn-account/verwijderen"}) {
        owner.other.open(path);
        EXPECT_EQ(owner.other.status(), 403) << path;
        EXPECT_THAT(owner.other.text(), AllOf(HasSubstr("Dit kan nog niet"), HasSubstr(" uur"))) << path;
    }
    // Its owner has the paper and the mailbox at home, and the stop link.
    owner.home.open(path_in(told.text, "/s/")).submit();
    EXPECT_THAT(owner.home.text(), HasSubstr("Iedereen die was ingelogd, is nu uitgelogd"));
    EXPECT_EQ(owner.other.open("/diensten").heading(), "Inloggen");
    // Once: else whoever reads the mailbox signs its owner out again and again.
    EXPECT_THAT(owner.home.open(path_in(told.text, "/s/")).text(), HasSubstr("Deze link werkt niet meer"));
}

TEST(Abuse, WhoTakesAnUnlockedPhoneWaitsWhereThePracticeSaysSo) {
    Config config;
    config.recovery.wait_for_mail_and_phone = std::chrono::hours(24);
    TestApp app(config);
    Owner owner(app);
    owner.begins();
    EXPECT_THAT(owner.proves_phone().text(), HasSubstr("Dat is alles wat ik heb"));
    EXPECT_THAT(owner.other.press("/herstel/wachten").heading(), StartsWith("U kunt verder vanaf"));
    app.text_message();
    // Its owner signs in with what is left, and the wait is over.
    EXPECT_EQ(owner.signs_in(owner.home).path(), "/diensten");
    app.text_message();
    app.wait(24h);
    owner.begins();
    EXPECT_THAT(owner.proves_phone().text(), Not(HasSubstr("Dit is genoeg")));
    EXPECT_EQ(lines(app, AuditType::recovery_committed), 0);
}

// A relative with the drawer and the mailbox: a day, in which its owner hears of it twice and signs in.
TEST(Abuse, WhoHasDrawerAndMailboxWaitsAndIsSeen) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    owner.proves_pin();
    owner.other.press("/herstel/wachten");
    app.mail(owner.patient.email, "Nieuwe toegang tot uw account: vanaf");
    EXPECT_THAT(app.text_message().text, HasSubstr("Niet van u? Stop het: "));
    EXPECT_EQ(owner.signs_in(owner.home).path(), "/diensten");
    app.text_message();
    app.wait(24h);
    owner.begins();
    EXPECT_THAT(owner.proves_pin().text(), Not(HasSubstr("Dit is genoeg")));
    EXPECT_EQ(lines(app, AuditType::recovery_committed), 0);
}

// What a recovery chose backs no other: mailbox and paper would make a password, and password and paper all.
TEST(Abuse, ARecoveryBacksNoOther) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    owner.proves_pin();
    owner.other.press("/herstel/wachten");
    app.text_message();
    app.wait(24h);
    owner.begins();
    owner.proves_pin();
    owner.chooses_phone("06 87654321");
    owner.other.submit({{"password", new_password}, {"password_again", new_password}});
    EXPECT_EQ(owner.other.heading(), "U heeft nieuwe toegang");
    // Two hours later, with all that it chose.
    app.wait(2h);
    owner.begins();
    owner.proves_password(new_password);
    EXPECT_THAT(owner.other.text(), AllOf(HasSubstr("telt hier nog niet mee"), HasSubstr(not_enough)));
    owner.other.post("/herstel/nieuw", {{"password", "een heel ander woord hier"}});
    EXPECT_EQ(lines(app, AuditType::recovery_committed), 1);
}

// Every minute of nearly a day, from everywhere: few mails, few rows, and the patient signs in at any hour.
TEST(Abuse, AStrangerWhoAsksAllDayKeepsNobodyOut) {
    TestApp app;
    Owner owner(app);
    auto const mails = app.mails();
    auto stranger = app.browser();
    for (int minute = 0; minute < 23 * 60; ++minute) {
        if (minute % 20 == 0) stranger.move_to("203.0.113." + std::to_string(minute / 20));
        if (minute % 20 == 0) stranger.open(begin_path);
        auto const answer = stranger.post(begin_path, {{"email", owner.patient.email}});
        ASSERT_EQ(leads_to(answer), "/wachtwoord-vergeten-verstuurd/de-linde") << minute;
        if (minute % 5 == 0) app.mails();  // before they expire
        app.wait(1min);
        if (minute % 360 == 100) {
            EXPECT_EQ(owner.signs_in(owner.home).path(), "/diensten") << minute;
        }
    }
    EXPECT_EQ(app.mails(), mails + 5);
    // As many for the other owner that a mailbox may have, who is nobody here.
    EXPECT_EQ(count(app, "recovery_link"), 5 + 5);
    EXPECT_EQ(lines(app, AuditType::recovery_asked), 5 + 5);
    // And gets in again meanwhile, by the newest of the mails.
    for (int i = 0; i < 4; ++i) app.link(owner.patient.email, "Opnieuw toegang");
    auto const newest = app.link(owner.patient.email, "Opnieuw toegang");
    EXPECT_EQ(owner.other.open(newest).press(newest).heading(), at_hand);
    EXPECT_THAT(owner.proves_phone().text(), HasSubstr("Dit is genoeg"));
}

// Who reads the mailbox has a draft, and guesses in it as long as it likes: codes that are sent to the
// patient, super-PINs, an app that is not there. The patient signs in all the while, and gets the codes for
// that.
TEST(Abuse, WhoReadsTheMailboxAndGuessesAllDayHoldsUpNoSignIn) {
    TestApp app;
    Owner owner(app);
    for (int hour = 0; hour < 5; ++hour) {  // a day has five mails
        owner.begins();
        for (int code = 0; code < 6; ++code) {
            owner.other.open("/herstel").press("/herstel/sms");
            for (int guess = 0; guess < 5; ++guess)
                owner.other.post("/herstel/code", {{"code", "00000" + std::to_string(guess)}});
            owner.other.post("/herstel/super-pin",
                             {{"super_pin", "AAAA-BBBB-CCCC-DD" + std::to_string(10 + code)}});
        }
        while (app.has_text_message()) app.text_message();
        EXPECT_EQ(owner.signs_in(owner.home).path(), "/diensten") << hour;
        app.wait(1h);
    }
    EXPECT_EQ(count(app, "factor WHERE failed_challenges = 0 AND wait_until IS NULL AND ended_at IS NULL"),
              1);
    EXPECT_EQ(lines(app, AuditType::recovery_committed), 0);
}

// Somebody calls, and the practice ends all ways to sign in: patient and practices hear of it, what was
// proved with them counts no more, and the password is asked as ever.
TEST(Abuse, WhoFoolsThePracticeGetsNothing) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    owner.proves_phone();
    auto const outcome = reset_second_factor(
        app.app().patients, {app.practice(), CustomerNumber::parse(owner.number).value(), "test"}, app.now());
    EXPECT_TRUE(std::holds_alternative<SecondFactorReset>(outcome));
    app.mail(owner.patient.email, "Uw telefoon is losgekoppeld");
    app.mail(app.practice().email);
    EXPECT_THAT(owner.other.open("/herstel").text(), HasSubstr(not_enough)) << "in a draft of before";
    EXPECT_THAT(owner.begins().text(), AllOf(HasSubstr(not_enough), Not(HasSubstr("Mijn telefoon, met"))));
    EXPECT_EQ(owner.other.open("/herstel/nieuw").heading(), at_hand);
    EXPECT_EQ(lines(app, AuditType::recovery_committed), 0);
    // Its owner has the password, and binds a telephone.
    app.wait(2min);
    owner.home.open("/inloggen").submit({{"email", owner.patient.email}, {"password", test_password}});
    EXPECT_EQ(owner.home.path(), "/tweede-factor") << owner.home.text();
}

// Hundreds at once for one address, from as many networks.
TEST(Abuse, AFloodOfRequestsAtOneAddressIsFiveMails) {
    TestApp app;
    Owner owner(app);
    auto const mails = app.mails();
    auto stranger = app.browser();
    stranger.open(begin_path);
    for (int i = 0; i < 300; ++i) {
        stranger.move_to("203.0.113." + std::to_string(i % 250));
        auto const answer = stranger.post(begin_path, {{"email", owner.patient.email}});
        ASSERT_EQ(leads_to(answer), "/wachtwoord-vergeten-verstuurd/de-linde") << i;
    }
    EXPECT_EQ(app.mails(), mails + 5);
    // With each letter goes one that nobody gets, so that the time does not tell how many accounts there are.
    EXPECT_EQ(count(app, "recovery_link"), 10);
    EXPECT_EQ(lines(app, AuditType::recovery_asked), 10);
    expect_as_before(owner);
}

// From one network to as many addresses as it likes: a wait, and few rows.
TEST(Abuse, OneNetworkFillsNoTable) {
    TestApp app;
    auto stranger = app.browser();
    stranger.move_to("203.0.113.7");
    auto waits = 0;
    for (int i = 0; i < 60; ++i) {
        stranger.open(begin_path).submit({{"email", "nobody" + std::to_string(i) + "@post.example"}});
        if (stranger.status() == 429) ++waits;
    }
    EXPECT_GE(waits, 25);
    EXPECT_EQ(app.mails(), 0);
    EXPECT_LE(count(app, "recovery_link"), 70);
    EXPECT_EQ(count(app, "message WHERE purpose = 'recovery_enter'"), 0);
}

}  // namespace
}  // namespace voordeur
