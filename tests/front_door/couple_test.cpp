// SPDX-License-Identifier: EUPL-1.2
// Two people with one mailbox, and one telephone: each has an account of their own, and what happens to the
// one never touches the other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "support/test_account.hpp"
#include "support/test_owner.hpp"
#include "values/customer_number.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr auto shared_heading = "Dit e-mailadres is al in gebruik";
constexpr auto partners_password = "kast regen tulp molenwiek";

// Seyma has an account; her partner Jan is invited at the same address.
struct Couple : testing::TestWithParam<std::string> {
    Couple() {
        make_account(app, seyma);
        pass_a_while();
    }

    // Another SMS may go.
    void pass_a_while() { app.wait(2min); }

    void invite_jan() {
        app.invite(jan_details);
        jan_number = number_of_registration(jan_details.name);
    }
    std::string number_of_registration(std::string const& name) {
        return app.app().database.read([&](Transaction& transaction) {
            return transaction
                .one(
                    "SELECT customer_number FROM registration JOIN patient ON patient.id = patient_id WHERE "
                    "patient.name = $1",
                    name)
                ->text(0);
        });
    }
    std::string shown_number() const { return CustomerNumber::parse(jan_number)->grouped(); }
    // To C1 of the guide.
    void goes_to_password() {
        invite_jan();
        jan.open(app.link(jan_details.email, "Stap 1: ") + "/gegevens");
        jan.submit({{"email", jan_details.email}, {"birth_date", "2 januari 1950"}, {"postcode", "1234 AB"}});
        confirmation = app.link(jan_details.email, "Stap 2: ");
        jan.open(confirmation);
    }
    void chooses_password() {
        jan.open(confirmation + "/wachtwoord?eigen-account")
            .submit({{"password", partners_password}, {"password_again", partners_password}});
    }
    void accepts() { jan.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}}); }
    void jan_signs_in(TestBrowser& browser, std::string const& name,
                      std::string const& password = partners_password) {
        browser.open("/inloggen").submit({{"email", name}, {"password", password}});
    }
    // With a telephone: the one that they share.
    void jan_has_account() {
        goes_to_password();
        chooses_password();
        accepts();
        jan_signs_in(jan, jan_number);
        jan.press("/super-pin").submit({{"kept", "yes"}, {"password", partners_password}});
        jan.open("/tweede-factor/telefoon");
        ask_code(jan);
        jan.submit({{"code", app.code()}}).submit({{"password", partners_password}});
        ASSERT_EQ(jan.heading(), "U bent klaar") << jan.text();
        set_up_mail = app.mail(jan_details.email, "Uw account voor").text;
        pass_a_while();
    }
    // All that is stored of hers.
    std::string hers() {
        return app.app().database.read([](Transaction& transaction) {
            std::string all;
            for (
                std::string const what :
                {"SELECT id, email, password_hash, recovered_at, closed_at FROM account WHERE name LIKE 'Ş%'",
                 "SELECT name, account_id, kind, kind, kind FROM sign_in_name WHERE account_id IN (SELECT id "
                 "FROM account WHERE name LIKE 'Ş%')",
                 "SELECT token_hash, ended_at, methods, made_at, account_id FROM session WHERE account_id IN "
                 "(SELECT id FROM account WHERE name LIKE 'Ş%') ORDER BY token_hash",
                 "SELECT token_hash, account_id, made_at, last_used_at, made_at FROM known_browser WHERE "
                 "account_id IN (SELECT id FROM account WHERE name LIKE 'Ş%') ORDER BY token_hash",
                 "SELECT id, kind, secret, ended_at, made_at FROM factor WHERE account_id IN (SELECT id FROM "
                 "account WHERE name LIKE 'Ş%') ORDER BY id",
                 "SELECT id, hash, activated_at, ended_at, made_at FROM super_pin WHERE account_id IN "
                 "(SELECT "
                 "id FROM account WHERE name LIKE 'Ş%') ORDER BY id"}) {
                for (auto const& row : transaction.all(what)) {
                    for (std::size_t i = 0; i < 5; ++i) all += row.maybe_text(i).value_or("-") + " ";
                    all += "\n";
                }
            }
            return all;
        });
    }

    TestApp app{{}, GetParam()};
    TestPatient her;
    TestPatient jan_details{.name = "Jan Bakker", .birth_date = "1950-01-02"};
    TestBrowser seyma = app.browser(), jan = app.browser();
    std::string confirmation, jan_number, set_up_mail;
};

TEST_P(Couple, IsToldPlainlyBeforeAPasswordIsChosen) {
    goes_to_password();
    EXPECT_EQ(jan.heading(), shared_heading);
    EXPECT_THAT(jan.text(), HasSubstr("U krijgt een eigen account"));
    EXPECT_THAT(jan.text(), HasSubstr(shown_number()));
    EXPECT_THAT(jan.text(), HasSubstr("020 555 0134")) << "whose own account it is, calls";
    EXPECT_THAT(jan.text(), Not(HasSubstr("Proefpersoon")));
    jan.open(confirmation + "/wachtwoord?eigen-account");
    EXPECT_EQ(jan.heading(), "Kies uw wachtwoord");
    EXPECT_THAT(jan.text(), HasSubstr(shown_number()));
    EXPECT_THAT(jan.text(), Not(HasSubstr(her.email)));
}

TEST_P(Couple, HasAnAccountEachAndTheSecondSignsInByNumber) {
    jan_has_account();
    EXPECT_EQ(count(app, "account"), 2);
    EXPECT_EQ(count(app, "sign_in_name"), 1);
    EXPECT_THAT(set_up_mail, HasSubstr("Beste Jan B.,"));
    EXPECT_THAT(set_up_mail, HasSubstr(shown_number()));
    EXPECT_THAT(set_up_mail, Not(HasSubstr("1950")));
    // In any grouping.
    for (auto const& name : {jan_number, shown_number(), "Klantnummer: " + jan_number,
                             jan_number.substr(0, 5) + "-" + jan_number.substr(5)}) {
        pass_a_while();
        auto browser = app.browser();
        jan_signs_in(browser, name);
        browser.submit({{"code", app.code()}});
        EXPECT_EQ(browser.heading(), "Uw diensten") << name;
        EXPECT_THAT(browser.text(), HasSubstr(shown_number()));
    }
    // The address is hers, with her password only.
    auto browser = app.browser();
    jan_signs_in(browser, her.email);
    EXPECT_THAT(browser.text(), HasSubstr("horen niet bij elkaar"));
    EXPECT_EQ(browser.status(), 422);
    pass_a_while();
    sign_in(browser);
    browser.submit({{"code", app.code()}});
    EXPECT_EQ(browser.heading(), "Uw diensten");
    EXPECT_THAT(browser.text(), HasSubstr(her.email));
}

TEST_P(Couple, TheFirstSignsInByNumberToo) {
    auto const number = number_of_registration(her.name);
    auto browser = app.browser();
    browser.open("/inloggen").submit({{"email", number}, {"password", test_password}});
    browser.submit({{"code", app.code()}});
    EXPECT_EQ(browser.heading(), "Uw diensten");
}

TEST_P(Couple, AtE1TheNumberIsFilledInAndSaid) {
    goes_to_password();
    chooses_password();
    accepts();
    EXPECT_EQ(jan.path(), "/inloggen/de-linde");
    EXPECT_EQ(jan.value("email"), shown_number());
    EXPECT_THAT(jan.text(), HasSubstr("Daarom logt u in met uw klantnummer"));
    jan.submit({{"email", jan.value("email")}, {"password", partners_password}});
    EXPECT_EQ(jan.heading(), "Maak uw super-PIN");
    jan.press("/super-pin");
    EXPECT_THAT(jan.text(), HasSubstr("U logt in met uw klantnummer"));
    // Her password is not his, and his is not hers.
    jan.submit({{"kept", "yes"}, {"password", test_password}});
    EXPECT_EQ(jan.status(), 422);
    jan.submit({{"kept", "yes"}, {"password", partners_password}});
    EXPECT_NE(jan.status(), 422);
}

TEST_P(Couple, WhoSawNothingOfItYetIsToldAfterwards) {
    // Jan was first at C1, and she first at D1.
    TestApp other{{}, GetParam()};
    auto browser = other.browser(), second = other.browser();
    other.invite(jan_details);
    browser.open(other.link(her.email, "Stap 1: ") + "/gegevens")
        .submit({{"email", her.email}, {"birth_date", "2 januari 1950"}, {"postcode", "1234 AB"}});
    browser.open(other.link(her.email, "Stap 2: "))
        .submit({{"password", partners_password}, {"password_again", partners_password}});
    make_account(other, second);
    browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
    EXPECT_EQ(browser.heading(), "Inloggen");
    EXPECT_THAT(browser.text(), HasSubstr("Daarom logt u in met uw klantnummer"));
    browser.submit({{"email", browser.value("email")}, {"password", partners_password}});
    EXPECT_EQ(browser.heading(), "Maak uw super-PIN");
}

TEST_P(Couple, SignsInOnOneDeviceInTurn) {
    jan_has_account();
    auto shared = app.browser();
    for (int i = 0; i < 2; ++i) {
        pass_a_while();
        sign_in(shared);
        shared.submit({{"code", app.code()}});
        EXPECT_THAT(shared.text(), HasSubstr(her.email));
        shared.press("/uitloggen");
        pass_a_while();
        jan_signs_in(shared, jan_number);
        shared.submit({{"code", app.code()}});
        EXPECT_EQ(shared.heading(), "Uw diensten") << shared.text();
        EXPECT_THAT(shared.text(), HasSubstr(shown_number()));
        shared.press("/uitloggen");
    }
    // What one of them fails at there holds up nobody else.
    for (int i = 0; i < 8; ++i) jan_signs_in(shared, jan_number, "fout " + std::to_string(i));
    EXPECT_EQ(shared.status(), 429);
    pass_a_while();
    sign_in(shared);
    EXPECT_EQ(shared.heading(), "Vul de sms-code in") << shared.text();
}

TEST_P(Couple, OneAskGetsALetterForEachOfThem) {
    jan_has_account();
    app.wait(1h);
    auto const before = app.mails();
    auto stranger = app.browser();
    stranger.open(begin_path).submit({{"email", her.email}});
    auto const answered = stranger.text();
    EXPECT_EQ(app.mails(), before + 2);
    auto const first = app.mail(her.email, "Opnieuw toegang"),
               second = app.mail(her.email, "Opnieuw toegang");
    EXPECT_THAT(first.text, HasSubstr("Beste Şeyma P.,"));
    EXPECT_THAT(first.text, HasSubstr(her.email));
    EXPECT_THAT(second.text, HasSubstr("Beste Jan B.,"));
    EXPECT_THAT(second.text, HasSubstr(shown_number()));
    for (auto const& mail : {first, second}) {
        EXPECT_THAT(mail.text, Not(HasSubstr("Proefpersoon")));
        EXPECT_THAT(mail.text, Not(HasSubstr("Bakker")));
        for (auto const* year : {"1948", "1950"}) EXPECT_THAT(mail.text, Not(HasSubstr(year)));
    }
    stranger.open(begin_path).submit({{"email", jan_number}});
    EXPECT_EQ(stranger.text(), answered);
    EXPECT_EQ(app.mails(), before + 3) << "of the number there is one";
    stranger.open(begin_path).submit({{"email", "nobody@post.example"}});
    EXPECT_EQ(stranger.text(), answered);
    EXPECT_EQ(app.mails(), before + 3);
}

TEST_P(Couple, RecoversOneWithoutTouchingTheOther) {
    jan_has_account();
    pass_a_while();
    sign_in(seyma);
    seyma.submit({{"code", app.code()}});
    ASSERT_EQ(seyma.heading(), "Uw diensten") << seyma.text();
    auto const before = hers();

    auto elsewhere = app.browser();
    pass_a_while();
    elsewhere.open(begin_path).submit({{"email", jan_number}});
    auto const link = app.link(her.email, "Opnieuw toegang");
    EXPECT_THAT(elsewhere.open(link).text(), HasSubstr("Jan B."));
    elsewhere.press(link).press("/herstel/sms").submit({{"code", app.code()}});
    elsewhere.open("/herstel/nieuw").submit({{"password", new_password}, {"password_again", new_password}});
    EXPECT_THAT(app.mail(her.email, "U heeft nieuwe toegang").text, HasSubstr("Beste Jan B.,"));
    EXPECT_THAT(app.text_message().text, HasSubstr("J. B.: uw account")) << "they share the telephone too";
    EXPECT_EQ(hers(), before);
    pass_a_while();
    jan_signs_in(elsewhere, jan_number, new_password);
    elsewhere.submit({{"code", app.code()}});
    EXPECT_EQ(elsewhere.heading(), "Uw diensten") << elsewhere.text();
    // She is signed in still.
    EXPECT_EQ(seyma.open("/diensten").heading(), "Uw diensten");
}

TEST_P(Couple, AStoppedTelephoneIsStoppedForOne) {
    jan_has_account();
    auto elsewhere = app.browser();
    jan_signs_in(elsewhere, jan_number);
    app.code();
    elsewhere.open("/inloggen/code/telefoon-kwijt").press("/inloggen/code/stop-sms");
    EXPECT_THAT(app.mail(her.email, "Naar uw telefoon gaan geen codes").text, HasSubstr("Beste Jan B.,"));
    app.text_message();
    pass_a_while();
    sign_in(seyma);
    seyma.submit({{"code", app.code()}});
    EXPECT_EQ(seyma.heading(), "Uw diensten") << seyma.text();
}

TEST_P(Couple, AtTheirSecondPracticeTheBirthDateTellsWhoItIs) {
    jan_has_account();
    Practice const pharmacy{.id = new_id<Practice>(app.now(), app.app().random),
                            .slug = "apotheek",
                            .name = "Apotheek De Iep",
                            .phone = "020 555 0135"};
    app.app().database.transaction(
        [&](Transaction& transaction) { add_practice(transaction, pharmacy, app.now()); });
    app.invite(jan_details, pharmacy);
    auto browser = app.browser();
    browser.open(app.link(her.email, "Stap 1: ") + "/gegevens")
        .submit({{"email", her.email}, {"birth_date", "2 januari 1950"}, {"postcode", "1234 AB"}});
    browser.open(app.link(her.email, "Stap 2: "));
    EXPECT_EQ(browser.heading(), "U heeft al een account");
    EXPECT_THAT(browser.text(), HasSubstr("klantnummer"));
    EXPECT_THAT(browser.text(), HasSubstr("Met een ander e-mailadres krijgt u een eigen account."));
    // She signs in first, and learns nothing; it waits for him.
    sign_in(seyma);
    seyma.submit({{"code", app.code()}});
    EXPECT_EQ(seyma.heading(), "Uw diensten");
    EXPECT_THAT(seyma.text(), Not(HasSubstr("Apotheek")));
    pass_a_while();
    jan_signs_in(jan, jan_number);
    jan.submit({{"code", app.code()}});
    EXPECT_THAT(jan.text(), HasSubstr("Apotheek De Iep is toegevoegd"));
}

TEST_P(Couple, OneMayMoveToTheOthersMailbox) {
    jan_has_account();
    jan_signs_in(jan, jan_number);
    jan.submit({{"code", app.code()}});
    // To one of his own: he has its name, and the number still.
    jan.open("/mijn-account/e-mail").submit({{"email", "jan@post.example"}});
    auto const confirm = app.link("jan@post.example", "Bevestig uw nieuwe e-mailadres");
    jan.open(confirm).press(confirm);
    EXPECT_EQ(jan.heading(), "Uw e-mailadres is gewijzigd");
    EXPECT_THAT(app.mail("jan@post.example", "Dit is nu uw e-mailadres").text, HasSubstr("jan@post.example"));
    pass_a_while();
    auto browser = app.browser();
    jan_signs_in(browser, "jan@post.example");
    browser.submit({{"code", app.code()}});
    EXPECT_EQ(browser.heading(), "Uw diensten");
    // And back: she has the name.
    app.wait(6min);
    browser.open("/mijn-account/e-mail").submit({{"password", partners_password}});
    if (browser.heading() == "Bevestig dat u het bent") browser.submit({{"code", app.code()}});
    browser.submit({{"email", her.email}});
    auto const back = app.link(her.email, "Bevestig uw nieuwe e-mailadres");
    browser.open(back).press(back);
    EXPECT_THAT(browser.text(), HasSubstr("logt u voortaan in met uw klantnummer"));
    EXPECT_THAT(browser.text(), HasSubstr(shown_number()));
    EXPECT_THAT(app.mail(her.email, "Dit is nu uw e-mailadres").text, HasSubstr(shown_number()));
    EXPECT_EQ(count(app, "sign_in_name"), 1);
}

// What was typed wrong at her address is told to her, not to him.
TEST_P(Couple, EachReadsOnlyTheirOwnWrongPasswords) {
    jan_has_account();
    auto stranger = app.browser();
    sign_in(stranger, {.email = her.email});
    jan_signs_in(stranger, her.email, "iets anders dan dit");
    jan_signs_in(stranger, jan_number, "en dit is het ook niet");
    auto const objects = [&](std::string const& name) {
        return app.app().mac.of("audit sign-in name", name).substr(0, 32);
    };
    EXPECT_EQ(count(app, "audit_event WHERE event_outcome_indicator = 4 AND participant_object_id = '" +
                             objects(her.email) + "'"),
              1);
    EXPECT_EQ(count(app, "audit_event WHERE event_outcome_indicator = 4 AND participant_object_id = '" +
                             objects(jan_number) + "'"),
              1);
}

INSTANTIATE_TEST_SUITE_P(Databases, Couple, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

// Sixteen people with one address press the last button at once.
struct ManyAtOnce : testing::TestWithParam<std::string> {
    static constexpr int racers = 16;

    // Each stands at D1, with a birth date of its own or the same one.
    void race(bool are_one) {
        TestApp app{{}, GetParam()};
        std::vector<TestBrowser> browsers;
        for (int i = 0; i < racers; ++i) {
            auto const year = std::to_string(are_one ? 1950 : 1930 + i);
            auto const practice = i == 0 ? app.practice() : added(app, "praktijk-" + std::to_string(i));
            app.invite({.name = "Persoon " + std::to_string(i), .birth_date = year + "-03-07"}, practice);
            auto& browser = browsers.emplace_back(app.browser());
            browser.open(app.link("seyma@post.example", "Stap 1: ") + "/gegevens");
            browser.submit(
                {{"email", "seyma@post.example"}, {"birth_date", "7-3-" + year}, {"postcode", "1234 AB"}});
            browser.open(app.link("seyma@post.example", "Stap 2: "));
            browser.submit({{"password", test_password}, {"password_again", test_password}});
            ASSERT_THAT(browser.path(), HasSubstr("/documenten"));
        }
        std::latch all_there(racers);
        std::vector<std::jthread> threads;
        for (auto& browser : browsers)
            threads.emplace_back([&] {
                all_there.arrive_and_wait();
                browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}});
            });
        threads.clear();
        EXPECT_EQ(count(app, "account"), are_one ? 1 : racers);
        EXPECT_EQ(count(app, "sign_in_name"), 1);
        EXPECT_EQ(count(app, "patient WHERE account_id IS NOT NULL"), are_one ? 1 : racers);
        auto made = 0, by_number = 0, led_to_theirs = 0;
        for (auto const& browser : browsers) {
            if (browser.heading() == "Inloggen") ++made;
            if (browser.text().find("logt u in met uw klantnummer") != std::string::npos) ++by_number;
            if (browser.heading() == "U heeft al een account") ++led_to_theirs;
        }
        EXPECT_EQ(made, are_one ? 1 : racers);
        EXPECT_EQ(by_number, are_one ? 0 : racers - 1);
        EXPECT_EQ(led_to_theirs, are_one ? racers - 1 : 0);
    }

    static Practice added(TestApp& app, std::string const& slug) {
        Practice const practice{.id = new_id<Practice>(app.now(), app.app().random),
                                .slug = slug,
                                .name = "Praktijk " + slug,
                                .phone = "020 555 0199"};
        app.app().database.transaction(
            [&](Transaction& transaction) { add_practice(transaction, practice, app.now()); });
        return practice;
    }
};

TEST_P(ManyAtOnce, OfDifferentPeopleEachHasAnAccountAndOneTheName) {
    race(false);
}

TEST_P(ManyAtOnce, OfOnePersonThereIsOneAccount) {
    race(true);
}

INSTANTIATE_TEST_SUITE_P(Databases, ManyAtOnce, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
