// SPDX-License-Identifier: EUPL-1.2
// H: who has lost something, at the front door.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app.hpp"
#include "patients/close_account.hpp"
#include "recoveries/remind.hpp"
#include "store/database.hpp"
#include "support/test_owner.hpp"
#include "support/test_totp.hpp"
#include "values/customer_number.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Recovery, GivesANewPasswordByMailAndPhone) {
    TestApp app;
    Owner owner(app);
    owner.signs_in(owner.home);
    EXPECT_EQ(owner.home.path(), "/diensten");
    EXPECT_EQ(owner.begins().heading(), "Wat heeft u bij de hand?") << owner.other.text();
    EXPECT_THAT(owner.other.text(),
                AllOf(HasSubstr("eindigt op 78"), HasSubstr("De super-PIN op mijn papier")));
    EXPECT_THAT(owner.proves_phone().text(), HasSubstr("Dit is genoeg"));
    EXPECT_EQ(owner.chooses_password().heading(), "U heeft nieuwe toegang") << owner.other.text();
    EXPECT_THAT(app.mail(owner.patient.email, "U heeft nieuwe toegang").text,
                AllOf(HasSubstr("Beste Şeyma P.,"), HasSubstr("/s/"), HasSubstr("020 555")));
    EXPECT_THAT(app.text_message().text, HasSubstr("Bel meteen 020 555"));
    // Signed out everywhere, and the old one is no more.
    EXPECT_EQ(owner.home.open("/diensten").heading(), "Inloggen");
    owner.home.open("/inloggen").submit({{"email", owner.patient.email}, {"password", test_password}});
    EXPECT_EQ(owner.home.answer().status, 422);
    EXPECT_EQ(owner.signs_in(owner.other, new_password).path(), "/diensten") << owner.other.text();
    EXPECT_EQ(lines(app, AuditType::recovery_committed), 1);
}

// A mail tells at most ten of those who share a mailbox, so that the others are told what to type.
TEST(Recovery, IsAskedWithTheCustomerNumberWhereManyShareAnAddress) {
    TestApp app;
    auto browser = app.browser();
    browser.open("/wachtwoord-vergeten/de-linde").submit({{"email", "niemand@post.example"}});
    EXPECT_THAT(browser.text(),
                HasSubstr("Gebruiken meer dan tien mensen dit e-mailadres? Vul dan uw klantnummer in."));
}

TEST(Recovery, UsesUpASuperPinThatWasProvedToo) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    owner.proves_pin();
    EXPECT_THAT(owner.proves_phone().text(), HasSubstr("Uw super-PIN klopt."));
    owner.other.open("/herstel/nieuw");
    EXPECT_THAT(owner.other.text(), HasSubstr("Na het inloggen maakt u een nieuwe"));
    owner.chooses_password();
    app.text_message();
    EXPECT_EQ(owner.signs_in(owner.other, new_password).path(), "/super-pin") << "a new one is made";
    EXPECT_THAT(owner.other.text(), Not(HasSubstr("Uw account is gemaakt"))) << "that was long ago";
}

TEST(Recovery, GivesANewTelephoneByPasswordAndSuperPin) {
    TestApp app;
    Owner owner(app);
    // From the page for the code, whose telephone is gone.
    app.wait(2min);
    owner.other.open("/inloggen").submit({{"email", owner.patient.email}, {"password", test_password}});
    app.code();
    owner.other.open("/inloggen/code/telefoon-kwijt");
    EXPECT_EQ(owner.other.press("/inloggen/code/telefoon-kwijt").heading(), "Wat heeft u bij de hand?");
    EXPECT_THAT(owner.other.text(),
                AllOf(HasSubstr("Uw wachtwoord klopt."), HasSubstr("Hiermee kunt u nog niet verder")));
    EXPECT_EQ(owner.other.open("/herstel/nieuw").heading(), "Wat heeft u bij de hand?");
    owner.proves_pin();
    EXPECT_EQ(owner.other.open("/herstel/nieuw").heading(), "Uw nieuwe telefoon");
    EXPECT_THAT(owner.other.text(), HasSubstr("Nog geen nieuwe telefoon?"));
    EXPECT_THAT(owner.chooses_phone("06 87654321").text(), HasSubstr("De oude telefoon krijgt geen"));
    EXPECT_THAT(owner.other.text(), Not(HasSubstr("Nieuw wachtwoord"))) << "that one is not lost";
    EXPECT_EQ(owner.other.press("/herstel/nieuw").heading(), "U heeft nieuwe toegang");
    EXPECT_EQ(app.text_message().to_e164, "+31612345678") << "the lost one is told as well";
    app.wait(2min);
    owner.home.open("/inloggen").submit({{"email", owner.patient.email}, {"password", test_password}});
    auto const sms = app.text_message();
    EXPECT_EQ(sms.to_e164, "+31687654321");
    EXPECT_EQ(owner.home.submit({{"code", sms.text.substr(0, 6)}}).path(), "/super-pin");
}

TEST(Recovery, WaitsADayForMailAndSuperPin) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    EXPECT_THAT(owner.proves_pin().text(), HasSubstr("Dat is alles wat ik heb"));
    EXPECT_EQ(owner.other.open("/herstel/nieuw").heading(), "Wat heeft u bij de hand?") << "not yet";
    EXPECT_THAT(owner.other.press("/herstel/wachten").heading(),
                AllOf(StartsWith("U kunt verder vanaf "), EndsWith(" uur")))
        << "day and hour, where everybody looks first";
    EXPECT_THAT(owner.other.text(), HasSubstr("zodat niemand anders stiekem")) << owner.other.text();
    EXPECT_THAT(app.mail(owner.patient.email, "Nieuwe toegang tot uw account: vanaf").text, HasSubstr("/s/"));
    EXPECT_THAT(app.text_message().text, HasSubstr("/s/"));
    app.wait(23h);
    owner.begins();
    EXPECT_THAT(owner.proves_pin().text(), HasSubstr("U kunt verder vanaf"));
    app.wait(1h);
    owner.begins();
    EXPECT_THAT(owner.other.text(), HasSubstr("Hiermee kunt u nog niet verder"))
        << "the same is proved again";
    EXPECT_THAT(owner.proves_pin().text(), HasSubstr("Dit is genoeg"));
    owner.chooses_phone("06 87654321");
    EXPECT_EQ(owner.other.submit({{"password", new_password}, {"password_again", new_password}}).heading(),
              "U heeft nieuwe toegang")
        << owner.other.text();
}

TEST(Recovery, RemindsOnceWhenTheHourHasCome) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    owner.proves_pin();
    owner.other.press("/herstel/wachten");
    app.text_message();
    auto const remind = [&] { return remind_of_recoveries(app.app().recovery, app.now()); };
    app.wait(23h);
    EXPECT_EQ(remind(), 0);
    app.wait(1h);
    EXPECT_EQ(remind(), 1);
    EXPECT_EQ(remind(), 0);
    auto const text = app.mail(owner.patient.email, "U kunt nu verder").text;
    auto const stop = path_in(text, "/s/");
    EXPECT_EQ(owner.home.open(stop).heading(), "Stop de nieuwe toegang");
    owner.home.submit();
    EXPECT_THAT(owner.home.open(stop).text(), HasSubstr("Iemand vroeg nieuwe toegang")) << "and asks no more";
    app.text_message();
    EXPECT_EQ(remind(), 0) << "nor after it was stopped";
}

TEST(Recovery, IsStoppedByItsLinkAndNoOther) {
    for (auto const by_sms : {false, true}) {
        TestApp app;
        Owner owner(app);
        owner.begins();
        owner.proves_pin();
        owner.other.press("/herstel/wachten");
        auto const mail = app.mail(owner.patient.email, "Nieuwe toegang tot uw account: vanaf").text;
        auto const link = path_in(by_sms ? app.text_message().text : mail, "/s/");
        EXPECT_EQ(owner.home.open(link).heading(), "Stop de nieuwe toegang");
        EXPECT_EQ(count(app, "recovery WHERE ended_at IS NOT NULL"), 0) << "opening it changes nothing";
        EXPECT_THAT(owner.home.submit().text(), HasSubstr("Het is gestopt."));
        app.mail(owner.patient.email, "Nieuwe toegang tot uw account is gestopt");
        EXPECT_THAT(owner.home.open(link).submit().text(), HasSubstr("niets meer om te stoppen"));
        app.wait(24h);
        owner.begins();
        EXPECT_THAT(owner.proves_pin().text(), Not(HasSubstr("Dit is genoeg")));
    }
}

TEST(Recovery, IsStoppedByItsOwnersSignIn) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    owner.proves_pin();
    owner.other.press("/herstel/wachten");
    app.text_message();
    EXPECT_EQ(owner.signs_in(owner.home).path(), "/diensten");
    app.mail(owner.patient.email, "Nieuwe toegang tot uw account is gestopt");
    EXPECT_THAT(owner.other.open("/herstel").text(), HasSubstr("Dit duurde te lang"));
}

TEST(Recovery, AnswersAlikeWhateverIsTyped) {
    TestApp app;
    Owner owner(app);
    auto const mails = app.mails();
    auto const answer = [&](std::string const& typed) {
        auto browser = app.browser();
        browser.open(begin_path).submit({{"email", typed}});
        EXPECT_EQ(browser.path(), "/wachtwoord-vergeten-verstuurd/de-linde");
        return std::to_string(browser.answer().status) + browser.text();
    };
    auto const known = answer(owner.patient.email);
    EXPECT_EQ(app.mails(), mails + 1);
    EXPECT_EQ(answer("nobody@post.example"), known);
    EXPECT_EQ(answer("123 456 7897"), known);
    EXPECT_EQ(app.mails(), mails + 1);
    EXPECT_EQ(count(app, "message WHERE about_id LIKE 'nobody%'"), 0);
    EXPECT_EQ(answer(owner.number), known);
    EXPECT_EQ(app.mails(), mails + 2);
    auto browser = app.browser();
    for (auto const* typed : {"", "seyma", "123 456"}) {
        browser.open(begin_path).submit({{"email", typed}});
        EXPECT_EQ(browser.answer().status, 422) << typed;
    }
}

TEST(Recovery, SendsFewMailsHoweverOftenItIsAsked) {
    TestApp app;
    Owner owner(app);
    auto const mails = app.mails();
    std::vector<std::string> links;
    for (int hour = 0; hour < 20; ++hour) {
        owner.asks(owner.other);
        app.mails();  // before it expires
        app.wait(1h);
    }
    EXPECT_EQ(app.mails(), mails + 5);
    for (int i = 0; i < 5; ++i) links.push_back(app.link(owner.patient.email, "Opnieuw toegang"));
    EXPECT_EQ(owner.home.open(links.back()).status(), 410) << "an hour has passed";
    owner.asks(owner.home);
    EXPECT_EQ(app.mails(), mails + 5);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(owner.home.open(links.at(i)).status(), i < 2 ? 410 : 200) << i;
    // All the while its owner signs in.
    EXPECT_EQ(owner.signs_in(owner.home).path(), "/diensten");
}

TEST(Recovery, OpeningTheLinkChangesNothing) {
    TestApp app;
    Owner owner(app);
    auto const link = owner.asked_link();
    for (int i = 0; i < 3; ++i) EXPECT_THAT(owner.other.open(link).text(), HasSubstr("voor Şeyma P."));
    EXPECT_EQ(count(app, "recovery"), 0);
    EXPECT_EQ(owner.home.open(link).submit().heading(), "Wat heeft u bij de hand?") << "in any browser";
    EXPECT_EQ(owner.other.open("/herstel").heading(), "Wachtwoord of telefoon kwijt?");
}

TEST(Recovery, AProofInOneBrowserIsNoneInAnother) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    owner.proves_pin();
    auto thief = app.browser();
    thief.move_to("203.0.113.9");
    auto const link = owner.asked_link();
    thief.open(link).submit();
    EXPECT_THAT(thief.text(), Not(HasSubstr("Uw super-PIN klopt.")));
    owner.other.open("/herstel").press("/herstel/sms");
    auto const code = app.code();
    thief.press("/herstel/sms");
    EXPECT_NE(app.code(), code);
    thief.submit({{"code", code}});
    EXPECT_EQ(thief.answer().status, 422) << "the code of another draft";
}

TEST(Recovery, WhatItChoseProvesNothingForTwoDays) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    owner.proves_phone();
    owner.chooses_password();
    app.text_message();
    app.wait(3h);
    owner.begins();
    owner.proves_password(new_password);
    EXPECT_THAT(owner.proves_pin().text(),
                AllOf(HasSubstr("telt hier nog niet mee"), Not(HasSubstr("Dit is genoeg"))));
    app.wait(46h);
    owner.begins();
    owner.proves_password(new_password);
    EXPECT_THAT(owner.proves_pin().text(), HasSubstr("Dit is genoeg"));
}

TEST(Recovery, ChangesNothingElseForTwoDays) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    owner.proves_phone();
    owner.chooses_password();
    app.text_message();
    EXPECT_EQ(owner.signs_in(owner.other, new_password).path(), "/diensten") << owner.other.text();
    EXPECT_EQ(owner.other.open("/mijn-account/app").heading(), "Dit kan nog niet") << owner.other.text();
    EXPECT_EQ(owner.other.status(), 403);
    app.wait(48h);
    EXPECT_EQ(owner.signs_in(owner.other, new_password).path(), "/diensten");
    EXPECT_EQ(owner.other.open("/mijn-account/app").status(), 200);
}

// Two things that the recovery left as they were, and that lie apart: a telephone and a paper. One is not
// enough, nor is the same thing twice.
TEST(Recovery, IsHeldBackNoMoreByWhoShowsTwoThingsThatItLeft) {
    TestApp app;
    Owner owner(app);
    owner.signs_in(owner.home);
    auto const codes = make_paper_codes(owner.home);
    owner.home.open("/mijn-account/app").press("/mijn-account/app");
    TestAuthenticator const phone(owner.home.html());
    owner.home.submit({{"code", phone.code(app.now())}});
    owner.begins();
    owner.proves_phone();
    owner.chooses_password();
    app.text_message();
    EXPECT_EQ(owner.signs_in(owner.other, new_password).path(), "/diensten") << owner.other.text();
    owner.other.open("/mijn-account/app");
    EXPECT_EQ(owner.other.heading(), "Bevestig dat u het bent");
    EXPECT_THAT(owner.other.text(), AllOf(HasSubstr("nog één ding zien"), HasSubstr("apieren code"),
                                          Not(HasSubstr("App die codes maakt"))));
    owner.other.submit({{"way", "paper"}}).submit({{"code", codes[0]}});
    EXPECT_EQ(owner.other.path(), "/mijn-account/app") << owner.other.text();
    EXPECT_EQ(owner.other.status(), 200);
    // Shown for this change, and for no other.
    EXPECT_EQ(owner.other.open("/mijn-account/volgorde").heading(), "Bevestig dat u het bent");
}

TEST(Recovery, AWrongSuperPinReplacesNothingAndWaits) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    auto status = 0;
    for (int i = 0; i < 12 && status != 429; ++i) {
        owner.proves_pin("AAAA-BBBB-CCCC-DD" + std::to_string(10 + i));
        status = owner.other.answer().status;
        EXPECT_THAT(owner.other.text(), Not(HasSubstr("Uw super-PIN klopt.")));
    }
    EXPECT_EQ(status, 429);
    app.wait(16min);
    EXPECT_THAT(owner.proves_pin().text(), HasSubstr("Uw super-PIN klopt."));
}

TEST(Recovery, AnAccountThatIsClosedRefusesEverything) {
    TestApp app;
    Owner owner(app);
    auto const link = owner.asked_link();
    owner.other.open(link).submit();
    owner.proves_phone();
    close_account(app.app().patients, {app.practice(), CustomerNumber::parse(owner.number).value(), "test"},
                  app.now());
    EXPECT_EQ(owner.other.open("/herstel/nieuw").heading(), "Wachtwoord of telefoon kwijt?");
    EXPECT_EQ(owner.home.open(link).status(), 410);
    auto const mails = app.mails();
    owner.asks(owner.home);
    EXPECT_EQ(app.mails(), mails);
}

TEST(Recovery, WeakPasswordsAreRefusedAndNothingIsDone) {
    TestApp app;
    Owner owner(app);
    owner.begins();
    owner.proves_phone();
    owner.other.open("/herstel/nieuw").submit({{"password", "welkom01"}, {"password_again", "welkom01"}});
    EXPECT_EQ(owner.other.answer().status, 422);
    EXPECT_EQ(lines(app, AuditType::recovery_committed), 0);
    EXPECT_EQ(owner.chooses_password().heading(), "U heeft nieuwe toegang");
}

// Customer number and sheet, and the telephone: a day later another mailbox, and the one before hears of it.
TEST(LostMailbox, IsReplacedADayLaterBySheetAndPhone) {
    TestApp app;
    Owner owner(app);
    auto const sheet = [&] {
        owner.other.open(begin_path).open("/herstel/geen-e-mail");
        return owner.other.submit({{"customer_number", owner.number}, {"super_pin", owner.pin}}).heading();
    };
    EXPECT_EQ(sheet(), "Wat heeft u bij de hand?") << owner.other.text();
    EXPECT_THAT(owner.other.text(), HasSubstr("Hiermee kunt u nog niet verder"));
    EXPECT_THAT(owner.proves_phone().text(), HasSubstr("Dat is alles wat ik heb"));
    owner.other.press("/herstel/wachten");
    app.mail(owner.patient.email, "Nieuwe toegang tot uw account: vanaf");
    app.text_message();
    app.wait(24h);
    sheet();
    EXPECT_THAT(owner.proves_phone().text(), HasSubstr("Dit is genoeg"));
    auto const fresh = "fatma@elders.example";
    EXPECT_EQ(owner.other.open("/herstel/nieuw").heading(), "Uw nieuwe e-mailadres");
    EXPECT_EQ(owner.other.submit({{"email", "geen e-mail"}}).status(), 422);
    EXPECT_EQ(owner.other.submit({{"email", fresh}}).heading(), "Kijk in uw nieuwe e-mail");
    EXPECT_EQ(owner.other.open("/herstel/nieuw").heading(), "Kijk in uw nieuwe e-mail") << "not confirmed";
    auto const link = path_in(app.mail(fresh, "Bevestig uw nieuwe e-mailadres").text, "/m/");
    EXPECT_EQ(owner.home.open(link).heading(), "Bevestig uw e-mailadres");
    EXPECT_EQ(owner.other.open("/herstel/nieuw").heading(), "Kijk in uw nieuwe e-mail") << "opened only";
    EXPECT_THAT(owner.home.submit().text(), HasSubstr("klopt. Ga verder in het venster"));
    EXPECT_THAT(owner.home.html(), Not(HasSubstr("href=\"/herstel/nieuw")))
        << "nothing goes on in this browser";
    EXPECT_EQ(owner.chooses_password().heading(), "U heeft nieuwe toegang") << owner.other.text();
    app.mail(owner.patient.email, "U heeft nieuwe toegang");
    app.mail(fresh, "U heeft nieuwe toegang");
    app.text_message();
    owner.patient.email = fresh;
    EXPECT_EQ(owner.signs_in(owner.home, new_password).path(), "/super-pin");
}

TEST(LostMailbox, ALinkToAnotherAddressConfirmsNothing) {
    TestApp app;
    Owner owner(app);
    for (int day = 0; day < 2; ++day) {
        owner.other.open(begin_path).open("/herstel/geen-e-mail");
        owner.other.submit({{"customer_number", owner.number}, {"super_pin", owner.pin}});
        owner.proves_phone();
        if (day == 0) owner.other.press("/herstel/wachten");
        if (day == 0) app.text_message();
        if (day == 0) app.wait(24h);
    }
    owner.other.open("/herstel/e-mail").submit({{"email", "eerste@elders.example"}});
    auto const first = path_in(app.mail("eerste@elders.example", "Bevestig").text, "/m/");
    owner.other.open("/herstel/e-mail").submit({{"email", "tweede@elders.example"}});
    EXPECT_EQ(owner.home.open(first).status(), 410);
    EXPECT_EQ(owner.other.open("/herstel/nieuw").heading(), "Kijk in uw nieuwe e-mail");
}

TEST(LostMailbox, AnswersAlikeWhateverNumberIsTyped) {
    TestApp app;
    Owner owner(app);
    auto const answer = [&](std::string const& number) {
        auto browser = app.browser();
        browser.open("/herstel/geen-e-mail")
            .submit({{"customer_number", number}, {"super_pin", "AAAA-BBBB-CCCC-DDDD"}});
        EXPECT_EQ(browser.status(), 422);
        EXPECT_THAT(browser.text(), HasSubstr("horen niet bij elkaar"));
        return browser.status();
    };
    EXPECT_EQ(answer(owner.number), answer("123 456 7897"));
    EXPECT_EQ(count(app, "recovery"), 0);
}

}  // namespace
}  // namespace voordeur
