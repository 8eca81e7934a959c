// SPDX-License-Identifier: EUPL-1.2
// Apps that make codes as second factor, and the account's own page: what is refused, limited and said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/test_app.hpp"
#include "support/test_totp.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto code_of_app = "Vul de code uit uw app in";
constexpr auto sms_code = "Vul de sms-code in";
constexpr auto services = "Uw diensten";
constexpr auto is_used = "Deze code is al gebruikt";
constexpr auto is_wrong = "Deze code klopt niet";
constexpr auto confirm = "Bevestig dat u het bent";

class Apps : public testing::Test {
  protected:
    TestBrowser& type(std::string const& code) { return browser_.submit({{"code", code}}); }
    TestBrowser& give_password() { return browser_.submit({{"password", test_password}}); }

    // At F, in the place of a telephone.
    TestAuthenticator bound_at_f(TestPatient const& patient = {}) {
        go_to_phone(app_, browser_, patient);
        browser_.open("/tweede-factor").press("/tweede-factor/app");
        TestAuthenticator const phone(browser_.html());
        type(phone.code(app_.now()));
        give_password();
        EXPECT_EQ(browser_.heading(), "U bent klaar") << browser_.text();
        app_.wait(30s);
        return phone;
    }
    void sign_in_by_sms() {
        sign_in(browser_);
        type(app_.code());
        ASSERT_EQ(browser_.heading(), services);
        app_.wait(1min);  // what is added now is the younger one
    }
    TestBrowser& sign_in_again() {
        browser_.open("/diensten").press("/uitloggen");
        sign_in(browser_);
        return browser_;
    }
    // In Mijn account, just signed in.
    TestAuthenticator add_app() {
        browser_.open("/mijn-account/app").press("/mijn-account/app");
        TestAuthenticator const phone(browser_.html());
        type(phone.code(app_.now()));
        EXPECT_EQ(browser_.heading(), "Mijn account") << browser_.text();
        app_.wait(30s);
        return phone;
    }

    TestApp app_;
    TestBrowser browser_ = app_.browser();
};

TEST_F(Apps, AreBoundAtF) {
    go_to_phone(app_, browser_);
    browser_.open("/tweede-factor").press("/tweede-factor/app");
    TestAuthenticator const phone(browser_.html());
    EXPECT_THAT(browser_.html(), HasSubstr("otpauth://totp/Huisartsenpraktijk%20De%20Linde:"));
    EXPECT_THAT(browser_.text(), HasSubstr(grouped_base32(TotpSecret(phone.secret()))));
    EXPECT_THAT(type("12345").text(), HasSubstr("6 cijfers"));
    EXPECT_THAT(type(phone.code(app_.now(), 9)).text(), HasSubstr(is_wrong));
    EXPECT_EQ(TestAuthenticator(browser_.html()).secret(), phone.secret()) << "typed wrong";
    browser_.open("/tweede-factor").press("/tweede-factor/app");
    EXPECT_EQ(TestAuthenticator(browser_.html()).secret(), phone.secret()) << "back, and pressed again";
    EXPECT_EQ(type(phone.code(app_.now())).heading(), "Bevestig met uw wachtwoord");
    EXPECT_THAT(browser_.submit({{"password", "iets anders"}}).text(),
                HasSubstr("Dit wachtwoord klopt niet"));
    EXPECT_EQ(give_password().heading(), "U bent klaar");
    EXPECT_THAT(browser_.text(), HasSubstr("Uw app is gekoppeld"));
    EXPECT_THAT(app_.mail("seyma@post.example", "Uw account voor").text,
                HasSubstr("een app die codes maakt"));
    EXPECT_EQ(app_.sms(), 0u);
    EXPECT_EQ(lines(app_, AuditType::second_factor_app_bound), 1);
}

TEST_F(Apps, OfTheGuideAreNotOfferedAtF) {
    Config config;
    config.brand = VOORDEUR_SOURCE_DIR "/brands/cgm-life.toml";
    TestApp app(config);
    auto browser = app.browser();
    go_to_phone(app, browser);
    EXPECT_THAT(browser.open("/tweede-factor").text(), Not(HasSubstr("authenticator")));
}

TEST_F(Apps, SignInWithEachCodeOnce) {
    go_to_phone(app_, browser_);
    browser_.open("/tweede-factor").press("/tweede-factor/app");
    TestAuthenticator const phone(browser_.html());
    auto const first = phone.code(app_.now());
    type(first);
    give_password();
    sign_in(browser_);
    EXPECT_EQ(browser_.heading(), code_of_app);
    EXPECT_THAT(type(first).text(), testing::AllOf(HasSubstr(is_used), HasSubstr("nog 4 keer")));
    app_.wait(30s);
    auto other = app_.browser();
    sign_in(other);
    auto const next = phone.code(app_.now());
    EXPECT_EQ(type(next).heading(), services);
    EXPECT_THAT(other.submit({{"code", next}}).text(), HasSubstr(is_used)) << "looked over the shoulder";
    EXPECT_EQ(app_.sms(), 0u);
}

TEST_F(Apps, FiveWrongCodesBeginAnewAtThePassword) {
    auto const phone = bound_at_f();
    sign_in(browser_);
    for (int left = 4; left > 0; --left)
        for (int times = 0; times < 2; ++times)
            EXPECT_THAT(type(phone.code(app_.now(), 10 + left)).text(),
                        HasSubstr("nog " + std::to_string(left) + " keer"));
    EXPECT_EQ(type(phone.code(app_.now(), 20)).heading(), "Inloggen");
    EXPECT_THAT(browser_.text(), HasSubstr("Log opnieuw in"));
}

TEST_F(Apps, AreAnotherWayThanSmsAndTheOtherWayRound) {
    make_account(app_, browser_);
    sign_in_by_sms();
    auto const phone = add_app();
    sign_in_again();
    EXPECT_EQ(browser_.heading(), sms_code) << "the older one is asked first";
    EXPECT_THAT(browser_.text(), HasSubstr("Ik heb deze telefoon niet meer")) << "as H1 says";
    app_.code();
    browser_.open("/inloggen/manier");
    EXPECT_THAT(browser_.text(), HasSubstr("Een app die codes maakt"));
    EXPECT_EQ(browser_.submit({{"way", "totp"}}).heading(), code_of_app);
    auto const sent = app_.sms();
    EXPECT_EQ(browser_.open("/inloggen/manier").submit({{"way", "sms"}}).heading(), sms_code);
    EXPECT_EQ(app_.sms(), sent) << "its code is on its way already";
    browser_.open("/inloggen/manier").submit({{"way", "totp"}});
    EXPECT_EQ(type(phone.code(app_.now())).heading(), services);
}

TEST_F(Apps, AreAskedWhereNoSmsCanGo) {
    make_account(app_, browser_);
    sign_in_by_sms();
    auto const phone = add_app();
    for (int times = 0; times < 12; ++times) {
        app_.wait(11min);
        browser_.forget_cookies();
        sign_in(browser_);
        if (browser_.heading() == code_of_app) break;
    }
    EXPECT_EQ(browser_.heading(), code_of_app);
    EXPECT_THAT(browser_.text(), HasSubstr("Wat u als eerste koos, kan nu even niet"));
    EXPECT_THAT(browser_.open("/inloggen/manier").submit({{"way", "sms"}}).text(),
                HasSubstr("te veel sms’en aangevraagd"));
    EXPECT_EQ(browser_.open("/inloggen/code").submit({{"code", phone.code(app_.now())}}).heading(), services);
}

TEST_F(Apps, AWayThatNobodyHasIsNotAskedFor) {
    bound_at_f();
    sign_in(browser_);
    for (auto const* way : {"sms", "password", "", "card"})
        EXPECT_EQ(browser_.open("/inloggen/manier").submit({{"way", way}}).heading(), "Hoe wilt u inloggen?");
    EXPECT_EQ(browser_.open("/inloggen/code").heading(), code_of_app);
    EXPECT_EQ(app_.sms(), 0u);
}

TEST_F(Apps, OfACoupleAreTwoEntries) {
    std::vector<std::string> labels;
    for (std::string const name : {"seyma", "jan"}) {
        TestPatient const patient{.name = name + " Proefpersoon", .email = name + "@post.example"};
        auto browser = app_.browser();
        go_to_phone(app_, browser, patient);
        browser.open("/tweede-factor").press("/tweede-factor/app");
        auto const begin = browser.html().find("otpauth://");
        labels.push_back(browser.html().substr(begin, browser.html().find('?', begin) - begin));
    }
    EXPECT_NE(labels[0], labels[1]);
}

TEST_F(Apps, AreReplacedInOneStep) {
    auto const before = bound_at_f();
    sign_in(browser_);
    type(before.code(app_.now()));
    auto elsewhere = app_.browser();
    app_.wait(30s);
    sign_in(elsewhere);
    elsewhere.submit({{"code", before.code(app_.now())}});
    EXPECT_THAT(browser_.open("/mijn-account/app").text(), HasSubstr("U heeft al een app gekoppeld"));
    auto const after = add_app();
    EXPECT_THAT(app_.mail("seyma@post.example", "Uw manier van inloggen").text,
                HasSubstr("De vorige app werkt niet meer"));
    EXPECT_EQ(elsewhere.open("/diensten").heading(), "Inloggen") << "every other session ends";
    EXPECT_EQ(browser_.open("/diensten").heading(), services);
    sign_in_again();
    EXPECT_THAT(type(before.code(app_.now())).text(), HasSubstr(is_wrong));
    EXPECT_EQ(type(after.code(app_.now())).heading(), services);
}

TEST_F(Apps, ProvedAtFAndLeftThereAreSetUpAnewInTheAccount) {
    go_to_phone(app_, browser_);
    browser_.open("/tweede-factor").press("/tweede-factor/app");
    type(TestAuthenticator(browser_.html()).code(app_.now()));
    browser_.open("/tweede-factor/telefoon");
    ask_code(browser_);
    type(app_.code());
    give_password();
    sign_in_by_sms();
    add_app();
    EXPECT_EQ(lines(app_, AuditType::second_factor_app_bound), 1);
}

TEST_F(Apps, APageOfAWrongCodeCanBeOpenedInTheOtherLanguage) {
    go_to_phone(app_, browser_);
    browser_.open("/tweede-factor").press("/tweede-factor/app");
    type("12345");
    EXPECT_EQ(browser_.path(), "/tweede-factor/app/code");
    EXPECT_EQ(browser_.open("/tweede-factor/app/code?taal=en").heading(), "Link an app that makes codes");
}

class Confirming : public Apps {
  protected:
    Confirming() {
        make_account(app_, browser_);
        sign_in_by_sms();
        phone_ = add_app();
        app_.wait(6min);
    }
    TestAuthenticator phone_{""};
};

TEST_F(Confirming, AsksWhatIsMissingForThatChangeOnly) {
    EXPECT_EQ(browser_.open("/mijn-account").heading(), "Mijn account") << "looking asks nothing";
    EXPECT_EQ(browser_.open("/mijn-account/verwijderen").heading(), confirm);
    EXPECT_THAT(browser_.text(), HasSubstr("U gaat een manier om in te loggen verwijderen"));
    EXPECT_THAT(browser_.submit({{"password", "iets anders"}}).text(),
                HasSubstr("Dit wachtwoord klopt niet"));
    EXPECT_THAT(give_password().text(), HasSubstr("eindigt op 78"));
    auto const right = app_.code();
    EXPECT_THAT(type(right == "111111" ? "222222" : "111111").text(), HasSubstr("nog 4 keer"));
    EXPECT_EQ(type(right).heading(), "Verwijder een manier om in te loggen");
    EXPECT_EQ(browser_.open("/mijn-account/app").heading(), confirm) << "for no other change";
    app_.wait(6min);
    EXPECT_EQ(browser_.open("/mijn-account/verwijderen").heading(), confirm) << "and not for long";
}

TEST_F(Confirming, RefusesAFormThatStoodOpen) {
    browser_.open("/mijn-account/verwijderen");
    give_password();
    type(app_.code());
    app_.wait(6min);
    browser_.submit({{"way", "sms"}});
    EXPECT_EQ(browser_.heading(), confirm);
    EXPECT_EQ(count(app_, "factor WHERE ended_at IS NULL"), 2);
}

TEST_F(Confirming, TakesAnotherWay) {
    browser_.open("/mijn-account/volgorde");
    give_password();
    app_.code();
    EXPECT_THAT(browser_.submit({{"way", "totp"}}).text(), HasSubstr("Code uit de app"));
    EXPECT_EQ(type(phone_.code(app_.now())).heading(), "Waar vragen wij als eerste naar?");
    EXPECT_EQ(browser_.submit({{"way", "totp"}}).heading(), "Mijn account");
    EXPECT_THAT(app_.mail("seyma@post.example", "Uw manier van inloggen").text, HasSubstr("gekoppeld"));
    EXPECT_THAT(app_.mail("seyma@post.example", "Uw manier van inloggen").text, HasSubstr("als eerste"));
    sign_in_again();
    EXPECT_EQ(browser_.heading(), code_of_app);
}

TEST_F(Confirming, FiveWrongCodesSignOut) {
    browser_.open("/mijn-account/app");
    give_password();
    browser_.submit({{"way", "totp"}});
    for (int number = 10; number < 15; ++number) type(phone_.code(app_.now(), number));
    EXPECT_EQ(browser_.heading(), "Inloggen");
    EXPECT_EQ(browser_.open("/mijn-account").heading(), "Inloggen");
}

TEST_F(Confirming, ACodeOfSigningInConfirmsNothing) {
    browser_.open("/mijn-account/app");
    give_password();
    auto other = app_.browser();
    app_.code();
    sign_in(other);
    EXPECT_EQ(other.heading(), sms_code);
    EXPECT_THAT(type(app_.code()).text(), HasSubstr("klopt niet"));
}

TEST_F(Confirming, UnknownChangesAreNoPage) {
    EXPECT_EQ(browser_.open("/mijn-account/alles/bevestig").status(), 404);
}

TEST_F(Apps, RemovingLeavesWhatCanBeAskedEachTime) {
    make_account(app_, browser_);
    sign_in_by_sms();
    EXPECT_THAT(browser_.open("/mijn-account").text(), Not(HasSubstr("Verwijder een manier")));
    EXPECT_EQ(
        browser_.open("/mijn-account/verwijderen").post("/mijn-account/verwijderen", {{"way", "sms"}}).status,
        303);
    EXPECT_EQ(count(app_, "factor WHERE ended_at IS NULL"), 1) << "the last one stays";
    add_app();
    browser_.open("/mijn-account/verwijderen");
    EXPECT_THAT(browser_.text(), HasSubstr("Naast uw wachtwoord heeft u dan nog: Een app die codes maakt"));
    EXPECT_EQ(browser_.submit({{"way", "sms"}}).heading(), "Mijn account");
    EXPECT_EQ(lines(app_, AuditType::second_factor_removed), 1);
    app_.mail("seyma@post.example", "Uw manier van inloggen");
    EXPECT_THAT(app_.mail("seyma@post.example", "Uw manier van inloggen").text,
                HasSubstr("Dit is verwijderd en werkt niet meer: Een sms met een code"));
    auto const sent = app_.sms();
    sign_in_again();
    EXPECT_EQ(browser_.heading(), code_of_app);
    EXPECT_EQ(app_.sms(), sent);
    EXPECT_EQ(browser_.open("/inloggen/code").html().find("/inloggen/manier"), std::string::npos);
}

TEST_F(Apps, TheAccountsPageIsForWhoSignedInWithBoth) {
    EXPECT_EQ(browser_.open("/mijn-account").heading(), "Inloggen");
    make_account(app_, browser_);
    sign_in(browser_);
    EXPECT_EQ(browser_.open("/mijn-account").heading(), sms_code);
    EXPECT_EQ(browser_.open("/mijn-account/app").heading(), sms_code);
    EXPECT_THAT(browser_.html(), Not(HasSubstr("Mijn account")));
    type(app_.code());
    EXPECT_THAT(browser_.html(), HasSubstr("Mijn account"));
    auto const text = browser_.open("/mijn-account").text();
    for (auto const* said : {"Şeyma Proefpersoon", "Huisartsenpraktijk De Linde", "eindigt op 78",
                             "Sinds 15 januari 2027", "Het laatst gebruikt op vrijdag 15 januari 2027"})
        EXPECT_THAT(text, HasSubstr(said));
}

}  // namespace
}  // namespace voordeur
