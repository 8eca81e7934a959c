// SPDX-License-Identifier: EUPL-1.2
// B0: who has a letter and no link.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "app.hpp"
#include "patients/registration_store.hpp"
#include "practices/practice_store.hpp"
#include "store/database.hpp"
#include "support/test_invitee.hpp"
#include "values/customer_number.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto letter_path = "/brief/de-linde";
constexpr auto answered = "Kijk in uw e-mail";
constexpr auto wrong_pin = "AAAA-BBBB-CCCC-DDDD";
constexpr auto nobodys_number = "123 456 7897";

// Who has the letter in hand, at another browser than the one that the mail was opened in.
struct Holder {
    explicit Holder(TestApp& test_app, TestPatient who = {.with_letter = true})
        : app(test_app), patient(std::move(who)), registration(app.invite(patient).value()) {
        app.link(patient.email, "Stap 1: ");
        app.wait(2min);
        number = app.customer_number();
        pin = app.super_pin();
    }
    TestBrowser& type(std::string const& typed_number, std::string const& typed_pin) {
        return browser.open(letter_path)
            .submit({{"customer_number", typed_number}, {"super_pin", typed_pin}});
    }

    TestApp& app;
    TestPatient patient;
    Id<Registration> registration;
    std::string number, pin;
    TestBrowser browser = app.browser();
};

TEST(Letter, SaysWhereItLeads) {
    TestApp app;
    app.invite({.with_letter = true});
    auto const text = app.letter_text();
    EXPECT_THAT(text, HasSubstr(std::string("127.0.0.1:8080") + letter_path));
    EXPECT_THAT(
        text, HasSubstr("Heeft u geen e-mail? Bel dan " + app.practice().name + ": " + app.practice().phone));
}

TEST(Letter, LeadsToThePasswordByANewMailOpenedHere) {
    TestApp app;
    Holder holder(app);
    EXPECT_EQ(holder.browser.open(letter_path).heading(), "Ik heb een brief");
    EXPECT_THAT(holder.browser.text(), HasSubstr(app.practice().phone));
    EXPECT_EQ(holder.type(holder.number, holder.pin).heading(), answered);
    EXPECT_THAT(holder.browser.text(), HasSubstr("Klopt dit, dan krijgt u een e-mail om verder te gaan"));
    EXPECT_THAT(holder.browser.text(), HasSubstr(app.practice().phone));
    auto const link = app.link(holder.patient.email, "Stap 1: ");
    auto elsewhere = app.browser();
    EXPECT_EQ(elsewhere.open(link).heading(), "Bevestig uw inlognaam");
    EXPECT_EQ(elsewhere.submit({{"super_pin", holder.pin}}).heading(), "Kies uw wachtwoord");
    EXPECT_EQ(holder.browser.open(link).heading(), "Kies uw wachtwoord");
    holder.browser.submit({{"password", test_password}, {"password_again", test_password}})
        .submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    sign_in(holder.browser, holder.patient);
    EXPECT_EQ(holder.browser.path(), "/tweede-factor");
}

// From B1 to F5 of the guide, with the letter's super-PIN.
void registers(TestApp& app, TestBrowser& browser, TestPatient const& patient) {
    app.invite(patient);
    browser.open(app.link(patient.email, "Stap 1: ")).submit({{"super_pin", app.super_pin()}});
    browser.submit({{"password", test_password}, {"password_again", test_password}})
        .submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    sign_in(browser, patient);
    EXPECT_EQ(browser.path(), "/tweede-factor") << "E2 and E3 are skipped";
    browser.open("/tweede-factor/telefoon");
    ask_code(browser);
    browser.submit({{"code", app.code()}}).submit({{"password", test_password}});
    EXPECT_EQ(browser.heading(), "U bent klaar") << browser.text();
    app.mail(patient.email, "Uw account voor");
}

constexpr auto renewal_path = "/mijn-account/super-pin";
constexpr auto renewal = "Een nieuwe super-PIN";

struct SeenByThePractice : testing::Test {
    SeenByThePractice() {
        registers(app, browser, patient);
        signs_in();
    }
    // Later, when no session is left.
    void signs_in() {
        app.wait(61min);
        sign_in(browser, patient);
        browser.submit({{"code", app.code()}});
    }
    TestApp app;
    TestPatient const patient{.with_letter = true};
    TestBrowser browser = app.browser();
};

TEST_F(SeenByThePractice, IsReplacedAtTheFirstSignIn) {
    EXPECT_EQ(browser.path(), renewal_path);
    EXPECT_EQ(browser.heading(), renewal);
    EXPECT_THAT(browser.text(), HasSubstr("door uw praktijk afgedrukt"));
    EXPECT_THAT(browser.html(), Not(HasSubstr("href=\"/mijn-account\""))) << "there is no way past it";
    browser.press(renewal_path);
    EXPECT_THAT(browser.text(), Not(HasSubstr(app.super_pin())));
    EXPECT_EQ(browser.submit().status(), 422) << "not ticked as kept";
    EXPECT_EQ(browser.submit({{"kept", "yes"}}).path(), "/diensten") << browser.text();
    EXPECT_THAT(app.mail(patient.email, "").text, HasSubstr("super-PIN"));
    EXPECT_EQ(count(app, "super_pin WHERE ended_at IS NULL"), 1);
    EXPECT_EQ(count(app, "super_pin WHERE ended_at IS NULL AND from_letter = 0"), 1);
    signs_in();
    EXPECT_EQ(browser.path(), "/diensten") << "once";
}

TEST_F(SeenByThePractice, OpensNothingElseUntilThen) {
    for (auto const* path : {"/diensten", "/mijn-account", "/mijn-account/wachtwoord", "/super-pin",
                             "/super-pin/bewaren", "/tweede-factor", "/inloggen"})
        EXPECT_EQ(browser.open(path).path(), renewal_path) << path;
    app.wait(6min);
    EXPECT_EQ(browser.open("/diensten").path(), std::string(renewal_path) + "/bevestig")
        << "the sign-in is not fresh any more";
    browser.submit({{"password", test_password}}).submit({{"code", app.code()}});
    EXPECT_EQ(browser.path(), renewal_path) << browser.text();
    EXPECT_EQ(browser.press(renewal_path).submit({{"kept", "yes"}}).path(), "/diensten") << browser.text();
}

TEST_F(SeenByThePractice, WorksUntilTheNewOneIsKept) {
    browser.press(renewal_path);
    EXPECT_EQ(count(app, "super_pin WHERE activated_at IS NOT NULL AND ended_at IS NULL"), 1);
    browser.press("/uitloggen");
    app.wait(2h);
    signs_in();
    EXPECT_EQ(browser.path(), renewal_path) << "asked again";
    EXPECT_EQ(count(app, "super_pin WHERE from_letter = 1 AND ended_at IS NULL"), 1);
}

TEST_F(SeenByThePractice, IsNotAskedForWhileARecoveryHoldsItBack) {
    app.app().database.transaction([&](Transaction& transaction) {
        transaction.run("UPDATE account SET recovered_at = $1, recovery_chose = 'password'", app.now());
    });
    signs_in();
    EXPECT_EQ(browser.path(), "/diensten") << browser.text();
    app.wait(49h);
    signs_in();
    EXPECT_EQ(browser.path(), renewal_path);
}

TEST(Letter, AloneOpensNothing) {
    TestApp app;
    Holder holder(app);
    auto mails = app.mails();
    holder.type(holder.number, holder.pin);
    EXPECT_EQ(app.mails(), mails + 1);
    for (auto const* path : {"/super-pin", "/tweede-factor", "/diensten"})
        EXPECT_EQ(holder.browser.open(path).heading(), "Inloggen") << path;
    app.wait(2h);  // the visit is over
    EXPECT_EQ(holder.browser.open(app.link(holder.patient.email, "Stap 1: ")).heading(),
              "Bevestig uw inlognaam");
}

TEST(Letter, AnswersAlikeWhateverIsTyped) {
    TestApp app;
    Holder holder(app);
    auto const right = holder.type(holder.number, holder.pin).text();
    app.link(holder.patient.email, "Stap 1: ");
    app.wait(2min);
    auto const mails = app.mails();
    EXPECT_EQ(holder.type(holder.number, wrong_pin).text(), right);
    EXPECT_EQ(holder.type(nobodys_number, holder.pin).text(), right);
    app.wait(22 * 24h);  // too old
    EXPECT_EQ(holder.type(holder.number, holder.pin).text(), right);
    EXPECT_EQ(app.mails(), mails);
}

TEST(Letter, LocksNothingHoweverOftenItIsGuessedAt) {
    TestApp app;
    Holder holder(app);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(holder.type(holder.number, "AAAA-BBBB-CCCC-DDD" + std::to_string(i)).heading(), answered);
    EXPECT_EQ(holder.type(holder.number, "AAAA-BBBB-CCCC-DDD5").heading(), answered);
    EXPECT_EQ(holder.type(holder.number, holder.pin).status(), 429);
    EXPECT_THAT(holder.browser.text(), HasSubstr("te vaak een verkeerde super-PIN"));
    EXPECT_EQ(holder.browser.value("customer_number"), holder.number);
    EXPECT_EQ(holder.browser.value("super_pin"), "");
    // Another number from here, and this one from elsewhere, need not wait.
    EXPECT_EQ(holder.type(nobodys_number, holder.pin).heading(), answered);
    holder.browser.move_to("198.51.100.7");
    EXPECT_EQ(holder.type(holder.number, holder.pin).heading(), answered);
    EXPECT_EQ(holder.browser.open(app.link(holder.patient.email, "Stap 1: ")).heading(),
              "Kies uw wachtwoord");
}

TEST(Letter, HoldsUpANetworkThatTriesManyNumbers) {
    TestApp app;
    auto browser = app.browser();
    auto status = 0;
    for (int i = 0; i < 30 && status != 429; ++i) {
        auto const digits = std::to_string(200'000'000 + i);
        auto const number = [&] {  // with the digit that checks it
            for (char check = '0'; check < '9'; ++check)
                if (auto parsed = CustomerNumber::parse(digits + check)) return parsed->text();
            return digits + '9';
        }();
        auto const pin = "AAAA-BBBB-CCCC-DD" + std::to_string(10 + i);
        browser.open(letter_path).submit({{"customer_number", number}, {"super_pin", pin}});
        status = browser.status();
    }
    EXPECT_EQ(status, 429);
}

TEST(Letter, WhatIsHalfTypedIsSaidAndCostsNoTry) {
    TestApp app;
    Holder holder(app);
    struct Case {
        std::string number, pin, said;
    };
    for (auto const& [number, pin, said] :
         {Case{"", "", "Vul het klantnummer uit uw brief in."},
          Case{holder.number, "", "Vul de super-PIN uit"},
          Case{"123 456", holder.pin, "Dit klantnummer klopt niet."},
          Case{"123 456 7890", holder.pin, "Dit klantnummer klopt niet."},
          Case{holder.number, "7K3M", "Een super-PIN heeft 16 letters en cijfers"}})
        for (int times = 0; times < 3; ++times) {
            EXPECT_EQ(holder.type(number, pin).status(), 422);
            EXPECT_THAT(holder.browser.text(), HasSubstr(said));
            EXPECT_EQ(holder.browser.value("customer_number"), number);
        }
    auto typed = holder.number;
    typed.erase(std::remove(typed.begin(), typed.end(), ' '), typed.end());
    EXPECT_EQ(holder.type(typed, holder.pin).heading(), answered);
    app.link(holder.patient.email, "Stap 1: ");
}

TEST(Letter, OfBeforeTheNewestIsWorthNothing) {
    TestApp app;
    Holder holder(app);
    app.invite(holder.patient);
    app.link(holder.patient.email, "Stap 1: ");
    app.wait(2min);
    auto const mails = app.mails();
    holder.type(holder.number, holder.pin);
    EXPECT_EQ(app.mails(), mails);
    holder.type(holder.number, app.super_pin());
    EXPECT_EQ(app.mails(), mails + 1);
}

TEST(Letter, ThatIsDoneSendsNothing) {
    TestApp app;
    auto browser = app.browser();
    make_account(app, browser);
    auto const mails = app.mails();
    // Its number is the account's now, and its registration is done.
    auto const number = app.app().database.read([](Transaction& transaction) {
        return transaction.one("SELECT customer_number FROM account")->text(0);
    });
    auto stranger = app.browser();
    stranger.open(letter_path).submit({{"customer_number", number}, {"super_pin", wrong_pin}});
    EXPECT_EQ(stranger.heading(), answered);
    EXPECT_EQ(app.mails(), mails);
}

TEST(Letter, InALockedRegistrationSendsNothing) {
    TestApp app;
    TestPatient const patient{.with_letter = true};
    Invitee invitee(app, patient);
    app.wait(2min);
    for (int i = 0; i < 5; ++i) invitee.type_super_pin("AAAA-BBBB-CCCC-DDD" + std::to_string(i));
    app.mail(app.practice().email);
    auto const mails = app.mails();
    auto browser = app.browser();
    browser.open(letter_path)
        .submit({{"customer_number", app.customer_number()}, {"super_pin", app.super_pin()}});
    EXPECT_EQ(browser.heading(), answered);
    EXPECT_EQ(app.mails(), mails);
}

TEST(Letter, IsReadInEnglishToo) {
    TestApp app;
    Holder holder(app);
    holder.browser.speak("en");
    EXPECT_EQ(holder.browser.open(letter_path).heading(), "I have a letter");
    EXPECT_EQ(holder.type(holder.number, holder.pin).heading(), "Look in your e-mail");
    EXPECT_THAT(app.mail(holder.patient.email, "Step 1: ").text, HasSubstr("/u/"));
}

// Who is told to call finds a number, never an e-mail address.
TEST(WhomToCall, IsTheOperatorByNameWhereThePracticeHasNoTelephone) {
    Config config;
    config.site.operated_by = {.name = "Zorg ICT", .email = "hulp@zorgict.example", .phone = "020 123 45 67"};
    TestApp app(config);
    auto const mail_of = [&](TestPatient const& patient) {
        app.invite(patient);
        return app.mail(patient.email, "Stap 1: ");
    };
    EXPECT_THAT(mail_of({}).html, HasSubstr("href=\"tel:+31205550134\""));
    app.app().database.transaction([&](Transaction& transaction) {
        auto practice = app.practice();
        practice.phone.clear();
        change_practice(transaction, practice);
    });
    auto const mail = mail_of({.name = "Jan de Vries", .email = "jan@post.example"});
    EXPECT_THAT(mail.text, HasSubstr("Vragen? Bel Zorg ICT: 020 123 45 67"));
    EXPECT_THAT(mail.text, Not(HasSubstr("balie@")));
    EXPECT_THAT(mail.html, HasSubstr("href=\"tel:+31201234567\""));
}

}  // namespace
}  // namespace voordeur
