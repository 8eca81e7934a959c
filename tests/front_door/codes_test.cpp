// SPDX-License-Identifier: EUPL-1.2
// "What goes wrong, and what then" of the journey, once there is an account: codes and passwords.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/test_app.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto code_is_wrong = "Deze sms-code klopt niet";
constexpr auto code_is_expired = "Deze sms-code is verlopen";
constexpr auto confirm_with_password = "Bevestig met uw wachtwoord";
constexpr auto type_code = "Vul de sms-code in";
constexpr auto at_sign_in = "Inloggen";

std::string tries_left(int left) {
    return "nog " + std::to_string(left) + " keer";
}

// The number-th that is not this one.
std::string other_than(std::string const& code, int number) {
    auto const other = std::string(6, static_cast<char>('1' + number));
    return other == code ? "666666" : other;
}

class Codes : public testing::Test {
  protected:
    TestBrowser& type(std::string const& code) { return browser_.submit({{"code", code}}); }
    // Twice each: the second time as Reload sends it where there are no scripts, which is no new guess.
    void type_four_wrong(std::string const& right) {
        for (int const left : {4, 3, 2, 1}) {
            for (int times = 0; times < 2; ++times) {
                EXPECT_EQ(type(other_than(right, left)).status(), 422);
                EXPECT_THAT(browser_.text(), HasSubstr(code_is_wrong));
                EXPECT_THAT(browser_.text(), HasSubstr(tries_left(left)));
            }
        }
    }
    std::string another_code() {
        app_.wait(61s);
        EXPECT_THAT(browser_.open("/tweede-factor/code").press("/opnieuw").text(),
                    HasSubstr("Wij hebben een nieuwe sms gestuurd"));
        return app_.code();
    }

    TestApp app_;
    TestBrowser browser_ = app_.browser();
};

TEST_F(Codes, ComeFromThePracticeWhereTheBrandNamesNoSender) {
    go_to_phone(app_, browser_);
    ask_code(browser_);
    EXPECT_THAT(browser_.text(), HasSubstr("De afzender is De Linde."));
    EXPECT_EQ(app_.text_message().sender, "De Linde");
}

// The outcome of the last SMS, as the gateway gave it.
void end_sms(App const& app, std::string const& state, std::optional<std::string> const& error) {
    app.database.transaction([&](Transaction& transaction) {
        transaction.run("UPDATE message SET state = $1, last_error = $2 WHERE kind = 'sms'", state, error);
    });
}

TEST_F(Codes, NoPageSaysThatAnSmsWentThatDidNot) {
    go_to_phone(app_, browser_);
    ask_code(browser_);
    auto const sent_page = [&] { return browser_.open("/tweede-factor/verstuurd").text(); };
    auto const code_page = [&] { return browser_.open("/tweede-factor/code?opnieuw").text(); };
    auto const went = testing::AnyOf(HasSubstr("is verstuurd naar"), HasSubstr("een nieuwe sms gestuurd"));
    end_sms(app_.app(), "waiting", "HTTP 402");
    EXPECT_THAT(sent_page(), testing::AllOf(HasSubstr("De sms wordt verstuurd naar"), testing::Not(went)));
    EXPECT_THAT(code_page(), testing::AllOf(HasSubstr("Wij blijven het proberen"), testing::Not(went)));
    end_sms(app_.app(), "given_up", "HTTP 403");
    EXPECT_THAT(sent_page(), testing::AllOf(HasSubstr("kunnen wij geen sms sturen"), testing::Not(went)));
    EXPECT_THAT(code_page(), testing::AllOf(HasSubstr("kunnen wij geen sms sturen"), testing::Not(went)));
    end_sms(app_.app(), "expired", "HTTP 503");
    EXPECT_THAT(sent_page(), testing::AllOf(HasSubstr("niet gelukt"), testing::Not(went)));
    EXPECT_THAT(code_page(), testing::AllOf(HasSubstr("niet gelukt"), testing::Not(went)));
    end_sms(app_.app(), "sent", std::nullopt);
    EXPECT_THAT(sent_page(), HasSubstr("De sms is verstuurd naar"));
    EXPECT_THAT(code_page(), HasSubstr("Wij hebben een nieuwe sms gestuurd"));
}

TEST_F(Codes, FiveWrongOnesBeginAnewAtTheNumber) {
    go_to_phone(app_, browser_);
    ask_code(browser_);
    auto const code = app_.code();
    type_four_wrong(code);
    EXPECT_EQ(type(other_than(code, 0)).heading(), "Uw mobiele telefoon");
    EXPECT_THAT(browser_.text(), HasSubstr("Vul uw nummer opnieuw in"));
    ask_code(browser_);
    auto const next = app_.code();
    EXPECT_THAT(type(code).text(), HasSubstr(code_is_wrong)) << "of the attempt before";
    EXPECT_EQ(type(next).heading(), confirm_with_password);
}

TEST_F(Codes, AreTakenOutOfTheSmsThatIsPasted) {
    go_to_phone(app_, browser_);
    ask_code(browser_);
    auto const code = app_.code();
    EXPECT_THAT(type("code: " + code + " of " + other_than(code, 1)).text(),
                AllOf(HasSubstr("6 cijfers"), Not(HasSubstr("nog 4 keer"))));
    EXPECT_EQ(type(code + " is uw code voor Huisartsenpraktijk De Linde. @linde.example #" + code).heading(),
              confirm_with_password);
}

TEST_F(Codes, ExpireWhereThreeNewerOnesWereSentFiveAnHour) {
    go_to_phone(app_, browser_);
    ask_code(browser_);
    auto const first = app_.code();
    app_.wait(11min);
    EXPECT_THAT(type(first).text(), HasSubstr(code_is_expired));
    std::vector<std::string> codes;
    for (int times = 0; times < 4; ++times) codes.push_back(another_code());
    EXPECT_THAT(type(codes[0]).text(), HasSubstr(code_is_expired)) << "the fourth but newest";
    app_.wait(61s);
    EXPECT_THAT(browser_.open("/tweede-factor/code").text(), HasSubstr("Vanaf"));
    EXPECT_THROW(browser_.press("/opnieuw"), std::runtime_error) << "a sixth within the hour";
    EXPECT_EQ(type(codes[1]).heading(), confirm_with_password);
}

TEST_F(Codes, OfSigningInAreOneForEachAttempt) {
    make_account(app_, browser_);
    sign_in(browser_);
    auto const first = app_.code();
    auto const sent = app_.sms();
    sign_in(browser_);
    EXPECT_EQ(app_.sms(), sent) << "a second right password goes on with the open attempt";
    type_four_wrong(first);
    EXPECT_EQ(type(other_than(first, 0)).heading(), at_sign_in);
    EXPECT_THAT(browser_.text(), HasSubstr("Log opnieuw in"));
}

TEST_F(Codes, ThatNobodyUsesThreeTimesAreToldOf) {
    make_account(app_, browser_);
    for (int times = 0; times < 3; ++times) {
        sign_in(browser_);
        app_.code();
        app_.wait(11min);
    }
    auto const mail = app_.mail("seyma@post.example", "Iemand kent misschien uw wachtwoord");
    EXPECT_THAT(mail.text, HasSubstr("het laatst op vrijdag 15 januari 2027"));
    EXPECT_THAT(mail.text, HasSubstr(app_.practice().phone));
    app_.wait(61min);
    sign_in(browser_);
    EXPECT_EQ(browser_.heading(), type_code);
    EXPECT_EQ(type(app_.code()).heading(), "Uw diensten");
}

// Those of strangers: a browser that signed in before is not held up by them.
TEST_F(Codes, OfThePatientAreSentWhileAStrangerHasToWait) {
    make_account(app_, browser_);
    auto stranger = app_.browser();
    auto const guess = [&](std::string const& password) {
        stranger.open("/inloggen").submit({{"email", "seyma@post.example"}, {"password", password}});
        return stranger.status();
    };
    for (int times = 0; times < 2; ++times) EXPECT_EQ(guess("steeds hetzelfde"), 422) << "it counts once";
    EXPECT_EQ(guess("steeds hetzelfde"), 429) << "and is hashed no more";
    for (int number = 0; number < 4; ++number)
        EXPECT_EQ(guess("geraden wachtwoord " + std::to_string(number)), 422) << number;
    int guesses = 4;
    while (guess("geraden wachtwoord " + std::to_string(guesses)) == 422) ASSERT_LT(++guesses, 12);
    EXPECT_EQ(stranger.status(), 429);
    EXPECT_EQ(stranger.heading(), "Wacht even");
    EXPECT_THAT(stranger.text(), HasSubstr("Wacht nog"));
    sign_in(browser_);
    EXPECT_EQ(browser_.heading(), type_code);
    EXPECT_EQ(type(app_.code()).heading(), "Uw diensten");
}

}  // namespace
}  // namespace voordeur
