// SPDX-License-Identifier: EUPL-1.2
// What one visitor can make Voordeur write: nothing without a limit, on whichever page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <numeric>
#include <sstream>

#include "app.hpp"
#include "audit/audit_catalogue.hpp"
#include "patients/registration_store.hpp"
#include "patients/reset_second_factor.hpp"
#include "practices/practice_store.hpp"
#include "store/database.hpp"
#include "support/test_app.hpp"
#include "values/customer_number.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr int often = 70;
constexpr auto tables = {"audit_event", "session", "super_pin", "visit",    "challenge",    "one_time_code",
                         "message",     "link",    "throttle",  "sms_sent", "counted_tries"};
// More than any page lets one visitor write in an hour, and far less than it was.
constexpr int most_rows = 64;

// What `press` adds when it is done again and again within an hour.
int rows_added(TestApp& app, std::function<void(int)> const& press) {
    auto const rows = [&] {
        return std::accumulate(tables.begin(), tables.end(), 0,
                               [&](int sum, char const* table) { return sum + count(app, table); });
    };
    auto const before = rows();
    for (int i = 0; i < often; ++i) press(i);
    return rows() - before;
}

class AtThePassword : public testing::Test {
  protected:
    AtThePassword() {
        app_.invite(patient_);
        invitation_ = app_.link(patient_.email, "Stap 1: ");
        browser_.open(invitation_ + "/gegevens")
            .submit({{"email", patient_.email}, {"birth_date", "7-3-1948"}, {"postcode", "1234AB"}});
        confirmation_ = app_.link(patient_.email, "Stap 2: ");
        browser_.open(confirmation_);
    }
    TestBrowser& choose(TestBrowser& browser, std::string const& password = test_password) {
        return browser.open(confirmation_ + "/wachtwoord")
            .submit({{"password", password}, {"password_again", password}});
    }

    TestApp app_;
    TestPatient patient_;
    TestBrowser browser_ = app_.browser();
    std::string invitation_, confirmation_;
};

TEST_F(AtThePassword, CancellingAgainAndAgainIsNotWrittenForEver) {
    choose(browser_);
    EXPECT_LT(rows_added(app_, [&](int) { browser_.open(confirmation_ + "/documenten").press("/gestopt"); }),
              most_rows);
    EXPECT_EQ(browser_.status(), 200);
    EXPECT_EQ(lines(app_, AuditType::registration_cancelled), 20);
    app_.wait(1h);
    browser_.open(confirmation_ + "/documenten").press("/gestopt");
    EXPECT_EQ(lines(app_, AuditType::registration_cancelled), 21);
}

TEST_F(AtThePassword, ChoosingAgainAndAgainWaits) {
    EXPECT_LT(rows_added(app_, [&](int) { choose(browser_); }), most_rows);
    EXPECT_EQ(browser_.status(), 429);
    EXPECT_EQ(browser_.heading(), "Wacht even");
    EXPECT_EQ(lines(app_, AuditType::registration_password), 20);
    browser_.open(confirmation_).submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    EXPECT_EQ(browser_.heading(), "Inloggen");
}

// A password chosen by whoever else has the mail would be the account's once the patient accepts.
TEST_F(AtThePassword, ItBelongsToTheBrowserThatChoseIt) {
    auto other = app_.browser();
    choose(other, "fles kast lamp heuvelrug");
    EXPECT_EQ(browser_.open(confirmation_ + "/documenten").heading(), "Kies uw wachtwoord");
    EXPECT_EQ(browser_.open(confirmation_).heading(), "Kies uw wachtwoord");
    choose(browser_);
    EXPECT_EQ(other.open(confirmation_ + "/documenten").heading(), "Kies uw wachtwoord");
    browser_.open(confirmation_).submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    sign_in(browser_, patient_);
    EXPECT_EQ(browser_.path(), "/super-pin");
}

// Two people at one registration: one typed the super-PIN, the other is at D1 by the details.
TEST(LetterRequired, HoldsFromTheMomentThatItIsRequired) {
    TestApp app;
    TestPatient const patient{.with_letter = true};
    app.invite(patient);
    auto const link = app.link(patient.email, "Stap 1: ");
    auto by_details = app.browser(), by_letter = app.browser();
    by_letter.open(link);
    by_details.open(link + "/gegevens")
        .submit({{"email", patient.email}, {"birth_date", "7-3-1948"}, {"postcode", "1234AB"}});
    auto const confirmation = app.link(patient.email, "Stap 2: ");
    by_details.open(confirmation).submit({{"password", test_password}, {"password_again", test_password}});
    EXPECT_EQ(by_details.path(), confirmation + "/documenten");
    by_letter.submit({{"super_pin", app.super_pin()}});
    app.app().database.transaction([&](Transaction& transaction) {
        auto practice = app.practice();
        practice.letter_required = true;
        change_practice(transaction, practice);
        forget_details_of_practice(transaction, practice.id);
    });
    by_details.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    EXPECT_EQ(by_details.heading(), "Deze link werkt niet meer");
    EXPECT_EQ(count(app, "account"), 0);
    by_letter.submit({{"password", test_password}, {"password_again", test_password}})
        .submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    EXPECT_EQ(count(app, "account"), 1);
}

TEST(Limits, TheSuperPinOfALetterTypedAgainAndAgainWaits) {
    TestApp app;
    app.invite({.with_letter = true});
    auto const link = app.link(TestPatient{}.email, "Stap 1: ");
    auto const pin = app.super_pin();
    EXPECT_LT(rows_added(app,
                         [&](int) {
                             auto browser = app.browser();  // each a visit of its own
                             browser.open(link).submit({{"super_pin", pin}});
                         }),
              most_rows);
    EXPECT_EQ(lines(app, AuditType::registration_super_pin), 20);
}

TEST(Limits, ANewSuperPinAgainAndAgainWaits) {
    TestApp app;
    auto browser = app.browser();
    TestPatient const patient;
    app.invite(patient);
    browser.open(app.link(patient.email, "Stap 1: ") + "/gegevens")
        .submit({{"email", patient.email}, {"birth_date", "7-3-1948"}, {"postcode", "1234AB"}});
    browser.open(app.link(patient.email, "Stap 2: "))
        .submit({{"password", test_password}, {"password_again", test_password}});
    browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    sign_in(browser, patient);
    browser.press("/super-pin");
    EXPECT_LT(rows_added(app, [&](int) { browser.open("/super-pin/bewaren").press("/super-pin/nieuw"); }),
              most_rows);
    EXPECT_EQ(browser.status(), 429);
    EXPECT_EQ(lines(app, AuditType::super_pin_made), 20);
    // The last one that was shown is kept.
    browser.open("/super-pin/bewaren").submit({{"kept", "yes"}, {"password", test_password}});
    EXPECT_EQ(browser.path(), "/tweede-factor");
}

TEST(Limits, AskingForSmsAgainAndAgainIsALineAMinute) {
    TestApp app;
    auto browser = app.browser();
    go_to_phone(app, browser);
    EXPECT_LT(
        rows_added(app,
                   [&](int i) {
                       browser.open("/tweede-factor/telefoon")
                           .submit({{"country", "NL"}, {"phone", "06 123456" + std::to_string(10 + i)}});
                   }),
        most_rows);
    EXPECT_EQ(lines(app, AuditType::second_factor_sms), 5 + 1);
    app.wait(61s);
    browser.submit({{"country", "NL"}, {"phone", "06 12345699"}});
    EXPECT_EQ(lines(app, AuditType::second_factor_sms), 5 + 2);
}

TEST(Limits, SigningInAgainAndAgainWaits) {
    TestApp app;
    auto browser = app.browser();
    go_to_phone(app, browser);
    auto const before = lines(app, AuditType::sign_in_password);
    rows_added(app, [&](int) {
        auto stranger = app.browser();
        sign_in(stranger);
    });
    EXPECT_EQ(lines(app, AuditType::sign_in_password), 60);
    EXPECT_EQ(before, 1);
    app.wait(1h);
    auto later = app.browser();
    sign_in(later);
    EXPECT_EQ(later.path(), "/tweede-factor");
}

TEST(Limits, SigningInWithAPhoneIsHeldUpOnceAMinute) {
    TestApp app;
    auto browser = app.browser();
    make_account(app, browser);
    EXPECT_LT(rows_added(app,
                         [&](int) {
                             auto stranger = app.browser();
                             sign_in(stranger);
                         }),
              most_rows);
    EXPECT_EQ(lines(app, AuditType::sign_in_held_up), 1);
}

TEST(Limits, TheSameWrongPasswordIsHashedTwiceAndWrittenOnce) {
    TestApp app;
    auto browser = app.browser();
    EXPECT_LT(
        rows_added(app,
                   [&](int i) {
                       browser.open("/inloggen").submit({{"email", "jan@post.example"}, {"password", "x"}});
                       EXPECT_EQ(browser.status(), i < 2 ? 422 : 429) << i;
                   }),
        most_rows);
    EXPECT_EQ(browser.heading(), "Wacht even");
    EXPECT_EQ(lines(app, AuditType::sign_in_password), 1);
}

// Whoever has a /48 of IPv6 has 65,536 networks.
class ASite : public testing::Test {
  protected:
    static constexpr int many = 400;
    static std::string address_in_network(int number) {
        std::ostringstream address;
        address << "2001:db8:1:" << std::hex << number << "::5";
        return address.str();
    }
    TestBrowser& from_network(int number) {
        browser_.move_to(address_in_network(number));
        return browser_;
    }
    // Each in a browser of its own.
    void sign_in_from_networks(int count) {
        for (int i = 0; i < count; ++i) {
            auto stranger = app_.browser();
            stranger.move_to(address_in_network(i));
            sign_in(stranger);
        }
    }
    TestBrowser& from_elsewhere() {
        browser_.move_to("2001:db8:2::5");
        return browser_;
    }

    TestApp app_;
    TestBrowser browser_ = app_.browser();
};

TEST_F(ASite, GuessesAtNoMoreAccountsThanTenNetworks) {
    auto const guess = [](TestBrowser& browser, int i) {
        auto const email = "p" + std::to_string(i) + "@post.example";
        browser.open("/inloggen").submit({{"email", email}, {"password", "x"}});
        return browser.status();
    };
    for (int i = 0; i < many; ++i) guess(from_network(i), i);
    EXPECT_EQ(guess(from_network(many), many), 429);
    EXPECT_LE(lines(app_, AuditType::sign_in_password), 210);
    EXPECT_LE(count(app_, "throttle"), 3 * 210);
    EXPECT_EQ(guess(from_elsewhere(), many + 1), 422);
}

TEST_F(ASite, TriesNoMoreLettersThanTenNetworks) {
    auto const guess = [&](TestBrowser& browser) {
        auto const number = CustomerNumber::make(app_.app().random).text();
        browser.open("/brief").submit({{"customer_number", number}, {"super_pin", "0000-0000-0000-0000"}});
        return browser.status();
    };
    for (int i = 0; i < many; ++i) guess(from_network(i));
    EXPECT_EQ(guess(from_network(many)), 429);
    EXPECT_LE(lines(app_, AuditType::registration_super_pin), 210);
    EXPECT_EQ(guess(from_elsewhere()), 200) << "the same answer as for a right one";
}

// One refusal of one subject, a line a minute for each network, and for ten of a site.
TEST_F(ASite, WritesTenLinesAMinuteOfOneRefusal) {
    auto patient = app_.browser();
    make_account(app_, patient);
    sign_in_from_networks(30);
    EXPECT_EQ(lines(app_, AuditType::sign_in_held_up), 10);
    sign_in(from_elsewhere());
    EXPECT_EQ(lines(app_, AuditType::sign_in_held_up), 11);
}

// Whoever knows a password signs in sixty times an hour from one network.
TEST_F(ASite, SignsInNoMoreThanTenNetworks) {
    auto patient = app_.browser();
    go_to_phone(app_, patient);
    sign_in_from_networks(660);
    EXPECT_EQ(lines(app_, AuditType::sign_in_password), 601);
    sign_in(from_elsewhere());
    EXPECT_EQ(browser_.path(), "/tweede-factor");
}

class PhoneReset : public testing::Test {
  protected:
    PhoneReset() {
        make_account(app_, browser_);
        add_other_practice(app_);
    }
    ResetOutcome reset(Practice const& by) {
        auto const number = app_.app().database.read([](Transaction& transaction) {
            return transaction.one("SELECT customer_number FROM account")->text(0);
        });
        return reset_second_factor(app_.app().patients,
                                   {by, CustomerNumber::parse(number).value(), "command:x"}, app_.now());
    }
    // Whether a wrong password in the patient's browser is counted as that of a stranger.
    bool is_a_stranger() {
        browser_.open("/inloggen").submit({{"email", TestPatient{}.email}, {"password", "verkeerd"}});
        return count(app_, "throttle WHERE bucket LIKE 'account:%' AND failures > 0") > 0;
    }

    TestApp app_;
    TestBrowser browser_ = app_.browser();
};

// Which practices a patient has is nobody's business but the patient's.
TEST_F(PhoneReset, IsToldToEveryPracticeWithoutNamingAnother) {
    EXPECT_TRUE(std::holds_alternative<SecondFactorReset>(reset(app_.practice())));
    struct Told {
        std::string to, by, other;
    };
    for (auto const& [to, by, other] : {Told{app_.practice().email, "Uw praktijk", "De Iep"},
                                        Told{"apotheek@iep.example", "Een andere praktijk", "De Linde"}}) {
        auto const mail = app_.mail(to, "Een telefoon is losgekoppeld");
        EXPECT_THAT(mail.text, HasSubstr(by + " heeft daarom gevraagd")) << to;
        for (auto const& hidden :
             {std::string("Proefpersoon"), TestPatient{}.email, std::string("1948"), other})
            EXPECT_EQ((mail.subject + mail.text + mail.html + mail.from_name).find(hidden), std::string::npos)
                << hidden;
    }
}

TEST_F(PhoneReset, IsToldToThePatientByThePracticeThatAsked) {
    app_.wait(1s);
    auto const by = app_.app().database.read(
        [](Transaction& transaction) { return find_practice_by_slug(transaction, "apotheek").value(); });
    EXPECT_TRUE(std::holds_alternative<SecondFactorReset>(reset(by)));
    auto const mail = app_.mail(TestPatient{}.email, "Uw telefoon is losgekoppeld");
    EXPECT_EQ(mail.from_name, by.name);
    EXPECT_THAT(mail.text, HasSubstr("/inloggen/apotheek\n"));
    EXPECT_THAT(mail.text, HasSubstr(by.phone));
    EXPECT_EQ((mail.text + mail.html).find("De Linde"), std::string::npos);
}

TEST_F(PhoneReset, IsForThePatientsOwnPracticesOnly) {
    Practice const stranger{.id = new_id<Practice>(app_.now(), app_.app().random), .slug = "vreemd"};
    auto const sent = app_.mails();
    EXPECT_TRUE(std::holds_alternative<NoSuchPatient>(reset(stranger)));
    EXPECT_EQ(app_.mails(), sent);
    EXPECT_EQ(count(app_, "factor WHERE ended_at IS NULL"), 1);
}

TEST_F(PhoneReset, EndsKnownBrowsersUntilTheySignInAgain) {
    EXPECT_FALSE(is_a_stranger());
    app_.wait(1s);
    reset(app_.practice());
    EXPECT_TRUE(is_a_stranger());
}

}  // namespace
}  // namespace voordeur
