// SPDX-License-Identifier: EUPL-1.2
// "What goes wrong, and what then" of the journey, up to the account: details and letters.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/test_invitee.hpp"
#include "values/email_address.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto locked = "Bel de praktijk";

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
    EXPECT_EQ(invitee.type_details({{"birth_date", "1948"}}).heading(), confirm_heading);
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
        EXPECT_EQ(invitee.type_details(typed).heading(), confirm_heading) << invitee.browser.text();
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
        EXPECT_THAT(invitee.browser.post(invitee.link, {{"super_pin", wrong_pin(number)}}).body,
                    HasSubstr("Bij deze uitnodiging hoort geen brief"));
    invitee.confirms_details();
}

TEST(Refusals, AreSaidOfAllFieldsAtOnceInTheirOrder) {
    TestApp app;
    Invitee invitee(app);
    auto const& browser =
        invitee.type_details({{"email", "niets"}, {"birth_date", "1948"}, {"postcode", "1234"}});
    EXPECT_EQ(browser.status(), 422);
    auto const text = browser.text();
    auto const email = text.find("Dit is geen e-mailadres"), birth_date = text.find("Dit is alleen een jaar"),
               postcode = text.find("Uw postcode mist nog 2 letters");
    EXPECT_LT(email, birth_date);
    EXPECT_LT(birth_date, postcode);
    EXPECT_NE(postcode, std::string::npos);
    EXPECT_EQ(lines(app, AuditType::registration_details), 0) << "no try";
}

TEST(Refusals, AreSaidOfBothPasswordsAtOnce) {
    TestApp app;
    Invitee invitee(app);
    invitee.confirms_details();
    auto& browser = invitee.browser.open(invitee.mailed("Stap 2: "));
    browser.submit({{"password", "kort"}, {"password_again", "korter"}});
    EXPECT_THAT(browser.text(), HasSubstr("Dit wachtwoord is te kort"));
    EXPECT_THAT(browser.text(), HasSubstr("De twee wachtwoorden zijn niet hetzelfde"));
    browser.submit({{"password", ""}, {"password_again", ""}});
    EXPECT_THAT(browser.text(), HasSubstr("Kies een wachtwoord."));
    EXPECT_THAT(browser.text(), HasSubstr("Vul uw wachtwoord hier nog een keer in"));
}

TEST(ALetter, IsSaidToBeWorthNothingWhereAnotherSuperPinIsMade) {
    constexpr auto said = "De super-PIN uit uw brief geldt niet meer";
    TestApp app;
    Invitee invitee(app, {.with_letter = true});
    invitee.confirms_details();
    auto& with_letter = invitee.browser.open(invitee.mailed("Stap 2: "));
    with_letter.submit({{"password", test_password}, {"password_again", test_password}})
        .submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}})
        .submit({{"email", invitee.patient.email}, {"password", test_password}});
    EXPECT_EQ(with_letter.path(), "/super-pin");
    EXPECT_THAT(with_letter.text(), HasSubstr(said));
}

// An invitation ends with a day: mail and page say the same one.
TEST(TheLink, EndsAtTheSameMomentInMailAndPage) {
    TestApp app;
    Invitee invitee(app, {.with_letter = true});
    app.wait(30min);
    auto& browser = invitee.type_super_pin(app.super_pin());
    browser.submit({{"password", test_password}, {"password_again", test_password}});
    auto const page = browser.text();
    constexpr std::string_view works = "blijft werken ";
    auto const end = page.substr(page.find(works) + works.size());
    EXPECT_THAT(end, testing::StartsWith("tot en met "));
    auto const again = app.invite(invitee.patient);
    EXPECT_TRUE(again);
    EXPECT_THAT(app.mail(invitee.patient.email, "Stap 1: ").text,
                HasSubstr("De link werkt " + end.substr(0, end.find('.'))));
}

}  // namespace
}  // namespace voordeur
