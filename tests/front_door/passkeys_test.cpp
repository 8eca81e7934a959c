// SPDX-License-Identifier: EUPL-1.2
// Passkeys at the door: added, as second factor, alone, named, removed; and what is refused where more than
// the message itself decides: the account, the browser, the question, another passkey. Which reason the log
// gets is asked each time.
#include "factors/passkeys/passkeys.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app.hpp"
#include "crypto/encoding.hpp"
#include "factors/passkeys/passkey_store.hpp"
#include "passkey_host.hpp"
#include "patients/end_account.hpp"
#include "store/database.hpp"
#include "support/test_app.hpp"
#include "support/test_passkey.hpp"
#include "support/test_passkey_question.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto my_account = "Mijn account";
constexpr auto services = "Uw diensten";
constexpr auto confirm = "Bevestig dat u het bent";
constexpr auto sign_in_title = "Inloggen";
constexpr auto changed = "Uw manier van inloggen";
constexpr auto alone_refused = "Inloggen met deze passkey is niet gelukt";
constexpr auto refused = "Met deze passkey lukt het niet";

// Why the log says that a passkey was refused while `step` ran; "" when none was.
template <class Step>
std::string reason(Step const& step) {
    testing::internal::CaptureStdout();
    step();
    auto const log = testing::internal::GetCapturedStdout();
    auto const at = log.rfind("\"reason\":\"");
    return at == std::string::npos ? "" : log.substr(at + 10, log.find('"', at + 10) - at - 10);
}

class PasskeysAtTheDoor : public testing::Test {
  protected:
    PasskeysAtTheDoor() {
        make_account(app_, browser_);
        sign_in_by_sms();
    }

    void sign_in_by_sms() {
        sign_in(browser_);
        browser_.submit({{"code", app_.code()}});
        EXPECT_EQ(browser_.heading(), services);
    }
    // Later, and signed out.
    void leave() {
        app_.wait(61min);
        browser_.open("/inloggen");
    }
    TestBrowser& add(TestPasskey& passkey, TestPasskey::Change const& change = {}) {
        return add_in(browser_, passkey, change);
    }
    static TestBrowser& add_in(TestBrowser& browser, TestPasskey& passkey,
                               TestPasskey::Change const& change = {}) {
        return add_passkey_at(browser, "/mijn-account/passkeys", passkey, change);
    }
    // Of somebody else, signed in.
    TestBrowser piets_browser() {
        TestPatient const patient{.name = "Piet Ander", .email = "piet@post.example"};
        auto browser = app_.browser();
        make_account(app_, browser, patient);
        voordeur::sign_in(browser, patient);
        browser.submit({{"code", app_.code()}});
        EXPECT_EQ(browser.heading(), services) << browser.text();
        return browser;
    }
    TestBrowser& sign_in_alone(TestBrowser& browser, TestPasskey const& passkey,
                               TestPasskey::Change const& change = {}) {
        browser.open("/inloggen");
        auto const question = ask_passkey(browser, "/inloggen/passkey/vraag");
        return browser.press("/inloggen/passkey",
                             fields_of(passkey.answer(question.terms, change), question.sealed));
    }
    // What the page says is the same whatever the reason.
    std::string why_not_alone(TestPasskey const& passkey, TestPasskey::Change const& change = {}) {
        auto const why = reason([&] { sign_in_alone(browser_, passkey, change); });
        EXPECT_THAT(browser_.text(), HasSubstr(alone_refused));
        return why;
    }
    // After the password.
    TestBrowser& answer(TestPasskey const& passkey, TestPasskey::Change const& change = {}) {
        auto const question = ask_passkey(browser_, "/inloggen/code/vraag");
        return browser_.press("/inloggen/code",
                              fields_of(passkey.answer(question.terms, change), question.sealed));
    }
    void choose_passkey() {
        sign_in(browser_);
        browser_.open("/inloggen/manier").submit({{"way", "passkey"}});
        EXPECT_EQ(browser_.heading(), confirm) << browser_.text();
    }

    TestApp app_{at_a_name()};
    TestBrowser browser_ = app_.browser();
};

TEST_F(PasskeysAtTheDoor, AreAddedAndTold) {
    TestPasskey passkey;
    EXPECT_EQ(add(passkey).heading(), my_account) << browser_.text();
    EXPECT_THAT(browser_.text(), testing::AllOf(HasSubstr("Passkey van"), HasSubstr("Bewaard door: onbekend"),
                                                HasSubstr("die hem delen"), HasSubstr("Nog niet gebruikt")));
    EXPECT_THAT(app_.mail("seyma@post.example", changed).text, HasSubstr("Er is een passkey toegevoegd"));
    EXPECT_EQ(passkey.user_handle.size(), 64u);
    EXPECT_EQ(lines(app_, AuditType::second_factor_passkey_added), 1);
}

TEST_F(PasskeysAtTheDoor, TheQuestionSaysWhoseAndWhichAreThere) {
    TestPasskey passkey;
    add(passkey);
    browser_.open("/mijn-account/passkeys");
    auto const question = ask_passkey(browser_, "/mijn-account/passkeys/vraag");
    EXPECT_EQ(question.terms.challenge.size(), 32u);
    auto const& options = question.options;
    EXPECT_EQ(options["rp"]["id"], "login.example.org");
    EXPECT_EQ(options["user"]["displayName"], "Şeyma Proefpersoon");
    EXPECT_THAT(options["user"]["name"].get<std::string>(), HasSubstr("Huisartsenpraktijk De Linde"));
    EXPECT_THAT(options.dump(), Not(HasSubstr("seyma@"))) << "no address lies in an authenticator";
    EXPECT_EQ(options["attestation"], "none");
    ASSERT_EQ(options["excludeCredentials"].size(), 1u);
    EXPECT_EQ(options["excludeCredentials"][0]["id"], to_base64url(passkey.raw_id));
    EXPECT_EQ(options["excludeCredentials"][0]["transports"][0], "internal");
    browser_.open("/inloggen");
    auto const alone = ask_passkey(browser_, "/inloggen/passkey/vraag");
    EXPECT_TRUE(alone.options["allowCredentials"].empty())
        << "before the password nobody is told who has one";
    EXPECT_EQ(alone.options["userVerification"], "required");
}

TEST_F(PasskeysAtTheDoor, SignInAfterThePassword) {
    TestPasskey passkey;
    add(passkey);
    leave();
    choose_passkey();
    EXPECT_EQ(answer(passkey).heading(), services) << browser_.text();
    EXPECT_THAT(browser_.open("/mijn-account").text(), HasSubstr("Het laatst gebruikt"));
}

TEST_F(PasskeysAtTheDoor, OfASecurityKeyWithoutACodeSignInAfterThePasswordOnly) {
    TestPasskey key;
    key.uv = key.be = key.bs = false;
    EXPECT_EQ(add(key).heading(), my_account) << browser_.text();
    EXPECT_THAT(browser_.text(), HasSubstr("Werkt op één apparaat. Werkt alleen na uw wachtwoord."));
    EXPECT_THAT(app_.mail("seyma@post.example", "Uw manier").text,
                AllOf(HasSubstr("Die gebruikt u na uw wachtwoord"), Not(HasSubstr("zonder wachtwoord"))));
    leave();
    key.uv = true;
    EXPECT_EQ(why_not_alone(key), "never_verified_user");
    key.uv = false;
    choose_passkey();
    EXPECT_EQ(answer(key).heading(), services) << browser_.text();
}

TEST_F(PasskeysAtTheDoor, SignInAloneAndChangeNothingAlone) {
    TestPasskey passkey;
    add(passkey);
    leave();
    auto elsewhere = app_.browser();
    EXPECT_EQ(sign_in_alone(elsewhere, passkey).heading(), services) << elsewhere.text();
    EXPECT_EQ(lines(app_, AuditType::sign_in_passkey), 1);
    EXPECT_EQ(elsewhere.open("/mijn-account").heading(), my_account);
    for (auto const* page : {"app", "papieren-codes", "volgorde", "verwijderen", "passkeys", "passkey-namen",
                             "passkey-verwijderen"}) {
        elsewhere.open(std::string("/mijn-account/") + page);
        EXPECT_EQ(elsewhere.heading(), confirm) << page;
        EXPECT_THAT(elsewhere.html(), HasSubstr("name=\"password\"")) << page;
    }
    elsewhere.submit({{"password", test_password}});
    EXPECT_EQ(elsewhere.heading(), "Verwijder een passkey")
        << "with the password it is enough: " << elsewhere.text();
}

TEST_F(PasskeysAtTheDoor, ConfirmAChange) {
    TestPasskey passkey;
    add(passkey);
    app_.wait(6min);
    browser_.open("/mijn-account/papieren-codes").submit({{"password", test_password}});
    browser_.submit({{"way", "passkey"}});
    ASSERT_EQ(browser_.heading(), confirm) << browser_.text();
    auto const question = ask_passkey(browser_, "/mijn-account/papieren-codes/bevestig/vraag");
    EXPECT_EQ(question.options["allowCredentials"].size(), 1u);
    browser_.press("/bevestig/code", fields_of(passkey.answer(question.terms), question.sealed));
    EXPECT_EQ(browser_.heading(), "Uw papieren codes") << browser_.text();
}

TEST_F(PasskeysAtTheDoor, AQuestionIsAnsweredOnceInItsBrowserInTime) {
    TestPasskey passkey;
    add(passkey);
    leave();
    auto const question = ask_passkey(browser_, "/inloggen/passkey/vraag");
    auto const fields = fields_of(passkey.answer(question.terms), question.sealed);
    auto elsewhere = app_.browser();
    elsewhere.open("/inloggen");
    EXPECT_EQ(reason([&] { elsewhere.press("/inloggen/passkey", fields); }), "question_of_another");
    EXPECT_THAT(elsewhere.text(), HasSubstr(alone_refused));
    app_.wait(5min + 1ms);
    EXPECT_EQ(reason([&] { browser_.press("/inloggen/passkey", fields); }), "question_expired");
    browser_.open("/inloggen");
    EXPECT_EQ(reason([&] {
                  auto forged = fields;
                  forged["question"] = "forged";
                  browser_.press("/inloggen/passkey", forged);
              }),
              "question_unreadable");
    auto const second = ask_passkey(browser_, "/inloggen/passkey/vraag");
    auto const in_time = fields_of(passkey.answer(second.terms), second.sealed);
    app_.wait(5min);
    EXPECT_EQ(browser_.press("/inloggen/passkey", in_time).heading(), services) << browser_.text();
    EXPECT_EQ(count(app_, "passkey_question"), 2) << "of adding and of signing in; none of what was refused";
    browser_.open("/diensten").press("/uitloggen");
    EXPECT_EQ(why_not_alone(passkey, [](auto& says) { says.challenge = std::string(32, 'x'); }),
              "challenge_wrong");
}

TEST_F(PasskeysAtTheDoor, AnAnswerIsOfItsUse) {
    TestPasskey passkey;
    add(passkey);
    leave();
    auto const alone = ask_passkey(browser_, "/inloggen/passkey/vraag");
    choose_passkey();
    auto const fields = fields_of(passkey.answer(alone.terms), alone.sealed);
    EXPECT_EQ(reason([&] { browser_.press("/inloggen/code", fields); }), "question_of_another");
    EXPECT_THAT(browser_.text(), testing::AllOf(HasSubstr(refused), HasSubstr("nog 4 keer")));
    auto const second = ask_passkey(browser_, "/inloggen/code/vraag");
    auto const fresh = fields_of(passkey.answer(second.terms), second.sealed);
    browser_.open("/inloggen");
    EXPECT_EQ(reason([&] { browser_.press("/inloggen/passkey", fresh); }), "question_of_another");
}

TEST_F(PasskeysAtTheDoor, ARefusedAnswerSpendsItsQuestionAndATry) {
    TestPasskey passkey;
    add(passkey);
    leave();
    choose_passkey();
    auto const question = ask_passkey(browser_, "/inloggen/code/vraag");
    auto const broken = [](auto& says) { says.breaks_signature = true; };
    browser_.press("/inloggen/code", fields_of(passkey.answer(question.terms, broken), question.sealed));
    EXPECT_THAT(browser_.text(), HasSubstr("nog 4 keer"));
    auto const right = fields_of(passkey.answer(question.terms), question.sealed);
    EXPECT_EQ(reason([&] { browser_.press("/inloggen/code", right); }), "question_answered");
    EXPECT_THAT(browser_.text(), HasSubstr("nog 3 keer"));
    for (int left = 2; left > 0; --left) {
        answer(passkey, broken);
        EXPECT_THAT(browser_.text(), HasSubstr("nog " + std::to_string(left) + " keer"));
    }
    EXPECT_EQ(answer(passkey, broken).heading(), sign_in_title) << browser_.text();
}

TEST_F(PasskeysAtTheDoor, OfSomebodyElseProveNothing) {
    TestPasskey own, other;
    add(own);
    auto piets = piets_browser();
    add_in(piets, other);
    leave();
    choose_passkey();
    EXPECT_EQ(reason([&] { answer(other); }), "passkey_of_another") << "not in this account's list";
    EXPECT_THAT(browser_.text(), HasSubstr(refused));
    auto const swapped = [&](auto& says) { says.user_handle = own.user_handle; };
    EXPECT_EQ(why_not_alone(other, swapped), "user_handle_wrong");
    EXPECT_EQ(why_not_alone(other, [](auto& says) { says.user_handle.reset(); }), "user_handle_missing");
    auto const stolen_id = [&](auto& says) { says.raw_id = own.raw_id, says.user_handle = own.user_handle; };
    EXPECT_EQ(why_not_alone(other, stolen_id), "signature_wrong") << "the id of somebody else";
}

TEST_F(PasskeysAtTheDoor, AreAddedOnceOverAllAccounts) {
    TestPasskey passkey;
    add(passkey);
    EXPECT_THAT(add(passkey).text(), HasSubstr("heeft al een passkey voor dit account"));
    EXPECT_EQ(count(app_, "passkey"), 1);
    auto piets = piets_browser();
    auto const before = passkey.user_handle;
    EXPECT_EQ(reason([&] { add_in(piets, passkey); }), "passkey_known");
    EXPECT_EQ(piets.status(), 422);
    EXPECT_EQ(count(app_, "passkey"), 1);
    EXPECT_EQ(count(app_, "factor WHERE kind = 'passkey' AND ended_at IS NULL"), 1);
    passkey.user_handle = before;
    leave();
    EXPECT_EQ(sign_in_alone(browser_, passkey).heading(), services) << "still its first owner's";
}

TEST_F(PasskeysAtTheDoor, AQuestionToAddIsOfItsSession) {
    TestPasskey passkey;
    browser_.open("/mijn-account/passkeys");
    auto const question = ask_passkey(browser_, "/mijn-account/passkeys/vraag");
    auto const fields = fields_of(passkey.make(question.terms), question.sealed);
    leave();
    sign_in_by_sms();
    browser_.open("/mijn-account/passkeys");
    EXPECT_EQ(reason([&] { browser_.press("/mijn-account/passkeys", fields); }), "question_of_another");
    EXPECT_EQ(browser_.status(), 422) << browser_.text();
    EXPECT_EQ(count(app_, "passkey"), 0);
}

TEST_F(PasskeysAtTheDoor, AClosedAccountRefusesThem) {
    TestPasskey passkey;
    add(passkey);
    leave();
    auto const& app = app_.app();
    app.database.transaction([&](Transaction& transaction) {
        auto const owned = find_passkey(transaction, passkey.raw_id);
        end_account(transaction, app.patients, owned->account, app_.now());
    });
    EXPECT_EQ(why_not_alone(passkey), "passkey_unknown");
}

TEST_F(PasskeysAtTheDoor, GetNamesAndGo) {
    TestPasskey first, second;
    add(first);
    add(second);
    EXPECT_THAT(browser_.text(), HasSubstr("(2)")) << "told apart";
    browser_.open("/mijn-account/passkey-namen");
    auto const id = browser_.value("passkey");
    EXPECT_THAT(browser_.submit({{"passkey", id}, {"name", " "}}).text(), HasSubstr("Vul een naam in"));
    EXPECT_THAT(browser_.submit({{"passkey", id}, {"name", std::string(41, 'x')}}).text(),
                HasSubstr("kortere naam"));
    browser_.submit({{"passkey", id}, {"name", "<b>tablet</b> thuis"}});
    EXPECT_EQ(browser_.heading(), my_account);
    EXPECT_THAT(browser_.text(), HasSubstr("<b>tablet</b> thuis"));
    EXPECT_THAT(browser_.open("/mijn-account/passkey-verwijderen").text(),
                HasSubstr("Uw andere passkeys blijven werken"));
    browser_.submit({{"passkey", id}});
    EXPECT_THAT(browser_.text(), Not(HasSubstr("tablet")));
    EXPECT_THAT(browser_.open("/mijn-account/passkey-verwijderen").text(),
                testing::AllOf(HasSubstr("uw laatste passkey"), HasSubstr("Een sms met een code.")));
    browser_.submit({{"passkey", browser_.value("passkey")}});
    EXPECT_EQ(count(app_, "passkey"), 0);
    EXPECT_EQ(count(app_, "factor WHERE kind = 'passkey' AND ended_at IS NULL"), 0);
    leave();
    EXPECT_EQ(why_not_alone(second), "passkey_unknown");
}

TEST_F(PasskeysAtTheDoor, TheOnlyWayStays) {
    TestPasskey passkey;
    add(passkey);
    browser_.open("/mijn-account/verwijderen").submit({{"way", "sms"}});
    EXPECT_THAT(browser_.open("/mijn-account/passkey-verwijderen").text(), HasSubstr("uw enige manier"));
    auto const id = [&] {
        return app_.app().database.read([&](Transaction& transaction) {
            return find_passkey(transaction, passkey.raw_id)->passkey.id.text();
        });
    }();
    browser_.post("/mijn-account/passkey-verwijderen", {{"passkey", id}});
    EXPECT_EQ(count(app_, "passkey"), 1);
}

TEST_F(PasskeysAtTheDoor, ACopyOfOneDeviceIsRefused) {
    TestPasskey passkey;
    passkey.be = passkey.bs = false;
    passkey.sign_count = 1;
    add(passkey);
    leave();
    passkey.sign_count = 5;
    EXPECT_EQ(sign_in_alone(browser_, passkey).heading(), services) << browser_.text();
    leave();
    EXPECT_EQ(why_not_alone(passkey), "counter_back");
}

TEST_F(PasskeysAtTheDoor, AnotherHostStopsTheStartUntilTheyAreForgotten) {
    TestPasskey passkey;
    add(passkey);
    auto const& app = app_.app();
    Passkeys const elsewhere({app.sealer, app.mac, app.random},
                             {"https://new.example.org", "new.example.org"}, 5);
    check_passkey_host(app.database, app.passkeys);
    try {
        check_passkey_host(app.database, elsewhere);
        FAIL() << "it started";
    } catch (std::runtime_error const& error) {
        EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("login.example.org"), HasSubstr("there are 1."),
                                                 HasSubstr("forget-passkeys --host login.example.org")));
    }
    app.database.transaction([&](Transaction& transaction) {
        EXPECT_EQ(forget_passkeys_at(transaction, "login.example.org", app_.now()), 1);
    });
    check_passkey_host(app.database, elsewhere);
    EXPECT_EQ(count(app_, "factor WHERE kind = 'passkey' AND ended_at IS NULL"), 0);
}

TEST_F(PasskeysAtTheDoor, WhoHasNothingElseDoesNotGetInOnAPassword) {
    TestPasskey passkey;
    add(passkey);
    browser_.open("/mijn-account/verwijderen").submit({{"way", "sms"}});
    app_.app().database.transaction(
        [&](Transaction& transaction) { forget_passkeys_at(transaction, "login.example.org", app_.now()); });
    leave();
    sign_in(browser_);
    EXPECT_EQ(browser_.heading(), confirm) << "what is asked cannot be given; the page says whom to call";
}

TEST(PasskeysElsewhere, AreNotOfferedAtANumber) {
    TestApp app;
    auto browser = app.browser();
    EXPECT_THAT(browser.open("/inloggen").html(), Not(HasSubstr("data-passkey")));
    make_account(app, browser);
    sign_in(browser);
    browser.submit({{"code", app.code()}});
    EXPECT_THAT(browser.open("/mijn-account").text(), Not(HasSubstr("passkey")));
    EXPECT_THAT(browser.open("/mijn-account/passkeys").text(), HasSubstr("In deze browser kan dat niet"));
}

// F1: the first way beside the password.
class FirstPasskey : public testing::Test {
  protected:
    TestApp app_{at_a_name()};
    TestBrowser browser_ = app_.browser();
    TestPasskey passkey_;

    TestBrowser& add(TestBrowser& browser, TestPasskey& passkey) {
        return add_passkey_at(browser, "/tweede-factor/passkey", passkey);
    }
};

TEST_F(FirstPasskey, IsOfferedWhereAScriptShowsIt) {
    go_to_phone(app_, browser_);
    browser_.open("/tweede-factor?kies");
    EXPECT_THAT(browser_.html(), HasSubstr("data-needs-passkeys hidden"));
    EXPECT_THAT(browser_.html(), HasSubstr("action=\"/tweede-factor/passkey\""));
    EXPECT_THAT(browser_.text(), HasSubstr("Een sms op uw mobiele telefoon")) << "never required";
}

TEST_F(FirstPasskey, IsBoundInOneGoAndTold) {
    go_to_phone(app_, browser_);
    EXPECT_EQ(add(browser_, passkey_).heading(), "U bent klaar") << browser_.text();
    EXPECT_EQ(browser_.path(), "/klaar-met-passkey/de-linde");
    EXPECT_THAT(app_.mail("seyma@post.example", "Uw account voor").text, HasSubstr("een passkey"));
    EXPECT_EQ(app_.sms(), 0U);
    EXPECT_EQ(lines(app_, AuditType::second_factor_passkey_added), 1);
    EXPECT_EQ(count(app_, "session WHERE ended_at IS NULL"), 0);
    app_.wait(2min);
    sign_in(browser_);
    EXPECT_EQ(browser_.heading(), confirm) << browser_.text();
}

// It gets nobody in alone, and nothing says so.
TEST_F(FirstPasskey, ThatAskedNobodyWhoItWasIsTold) {
    go_to_phone(app_, browser_);
    passkey_.uv = false;
    EXPECT_EQ(add(browser_, passkey_).heading(), "U bent klaar") << browser_.text();
    EXPECT_THAT(browser_.text(), HasSubstr("uw wachtwoord en daarna uw passkey"));
    EXPECT_THAT(app_.mail("seyma@post.example", "Uw account voor").text,
                AllOf(HasSubstr("- een passkey\n"), HasSubstr("Daarna gebruikt u uw passkey"),
                      Not(HasSubstr("ontgrendelen"))));
}

// Where it is the only way, who lost it is led on.
TEST_F(FirstPasskey, ThatIsLostLeadsToRecovery) {
    go_to_phone(app_, browser_);
    add(browser_, passkey_);
    app_.wait(2min);
    sign_in(browser_);
    EXPECT_THAT(browser_.text(), HasSubstr("Ik heb dit apparaat niet meer"));
    browser_.open("/inloggen/code/telefoon-kwijt");
    EXPECT_EQ(browser_.heading(), "Bent u uw telefoon of apparaat kwijt?");
    EXPECT_THAT(browser_.text(), Not(HasSubstr("uw telefoon weer terug")));
    EXPECT_EQ(browser_.press("/inloggen/code/telefoon-kwijt").heading(), "Wat heeft u bij de hand?");
}

TEST_F(FirstPasskey, AsksThePasswordWhereItWasTypedLongAgo) {
    go_to_phone(app_, browser_);
    app_.wait(6min);
    browser_.open("/tweede-factor/passkey");
    EXPECT_THAT(browser_.html(), Not(HasSubstr("data-passkey=")));
    EXPECT_EQ(browser_.submit({{"password", ""}}).status(), 422);
    EXPECT_EQ(browser_.submit({{"password", "een heel ander wachtwoord"}}).status(), 422);
    browser_.submit({{"password", test_password}});
    EXPECT_THAT(browser_.html(), HasSubstr("data-passkey="));
    EXPECT_EQ(add(browser_, passkey_).heading(), "U bent klaar") << browser_.text();
}

TEST_F(FirstPasskey, ThatIsRefusedBindsNothing) {
    go_to_phone(app_, browser_);
    browser_.open("/tweede-factor/passkey");
    EXPECT_EQ(browser_.press("/tweede-factor/passkey").status(), 422) << "sent without scripts";
    add(browser_, passkey_);
    TestPatient const piet{.name = "Piet Ander", .email = "piet@post.example"};
    auto theirs = app_.browser();
    go_to_phone(app_, theirs, piet);
    EXPECT_EQ(reason([&] { add(theirs, passkey_); }), "passkey_known");
    EXPECT_EQ(theirs.status(), 422);
    EXPECT_EQ(count(app_, "factor"), 1);
    EXPECT_EQ(theirs.open("/tweede-factor?kies").heading(), "Inloggen met een code") << "signed in still";
}

TEST_F(FirstPasskey, GoesOnInTheShortJourney) {
    app_.change_journey(Journey::short_journey);
    app_.invite();
    browser_.open(app_.link("seyma@post.example", "Stap 1: "))
        .submit({{"birth_date", "7 maart 1948"}, {"postcode", "1234 ab"}})
        .submit({{"password", test_password}, {"accept_terms", "yes"}});
    EXPECT_EQ(add(browser_, passkey_).heading(), "Bewaar uw super-PIN") << browser_.text();
    EXPECT_EQ(browser_.submit({{"kept", "yes"}}).heading(), services);
}

}  // namespace
}  // namespace voordeur
