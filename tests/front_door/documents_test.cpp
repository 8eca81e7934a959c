// SPDX-License-Identifier: EUPL-1.2
// Documents that were changed since they were accepted: asked at the next sign-in, before anything opens.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "crypto/encoding.hpp"
#include "documents/publish.hpp"
#include "store/database.hpp"
#include "support/test_app.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto asks = "Lees wat er is veranderd";
constexpr auto services = "Uw diensten";
constexpr auto later = "Later beslissen";

Document text_of(std::string const& version, std::string const& language) {
    auto const text = "# Document\n\nTekst van " + version + " (" + language + ").\n";
    return {version, text, sha256_hex(text), "In " + version + " is iets anders (" + language + ")."};
}

class ChangedDocuments : public testing::TestWithParam<std::string> {
  protected:
    ChangedDocuments() { make_account(app_, browser_); }

    void publish_now(DocumentKind kind, std::string const& version, Publication with = {}) {
        with.kind = kind;
        with.dutch = text_of(version, "nl");
        with.english = text_of(version, "en");
        app_.wait(1min);
        auto const outcome = app_.app().database.transaction([&](Transaction& transaction) {
            return publish(transaction, with, app_.now(), app_.app().random);
        });
        EXPECT_TRUE(std::holds_alternative<Published>(outcome));
    }
    TestBrowser& sign_in_with_both(TestBrowser& browser) {
        app_.wait(2min);
        sign_in(browser);
        EXPECT_EQ(browser.heading(), "Vul de sms-code in");
        return browser.submit({{"code", app_.code()}});
    }
    TestBrowser& sign_in_with_both() {
        browser_.forget_cookies();
        return sign_in_with_both(browser_);
    }
    TestBrowser& tick() { return browser_.submit({{"accept_terms", "yes"}}); }

    // What was accepted after the registration: "terms nl 2".
    std::vector<std::string> accepted() {
        return app_.app().database.read([](Transaction& transaction) {
            std::vector<std::string> lines;
            for (auto const& row : transaction.all(
                     "SELECT kind || ' ' || language || ' ' || version FROM acceptance JOIN document ON "
                     "document.id = document_id WHERE registration_id IS NULL ORDER BY kind, number"))
                lines.push_back(row.text(0));
            return lines;
        });
    }

    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
};

TEST_P(ChangedDocuments, AreNotAskedWhereNothingChanged) {
    EXPECT_EQ(sign_in_with_both().heading(), services);
    EXPECT_EQ(browser_.open("/documenten").heading(), services);
}

TEST_P(ChangedDocuments, OfTheTermsAreAgreedToAfterBothFactorsBeforeAnythingOpens) {
    publish_now(DocumentKind::terms, "2");
    sign_in(browser_);
    EXPECT_EQ(browser_.open("/documenten").heading(), "Vul de sms-code in") << "with the password alone";
    app_.code();
    EXPECT_EQ(sign_in_with_both().heading(), asks);
    EXPECT_THAT(browser_.text(), HasSubstr("In 2 is iets anders (nl)."));
    EXPECT_THAT(browser_.html(), HasSubstr("Tekst van 2 (nl)."));
    EXPECT_THAT(browser_.text(), Not(HasSubstr(later)));
    for (auto const* path : {"/diensten", "/mijn-account", "/mijn-account/app", "/mijn-account/documenten",
                             "/mijn-account/app/bevestig", "/inloggen"})
        EXPECT_EQ(browser_.open(path).path(), "/documenten") << path;
    EXPECT_EQ(browser_.submit().status(), 422);
    EXPECT_THAT(browser_.text(), HasSubstr("zet een vinkje"));
    EXPECT_THAT(accepted(), IsEmpty());
    EXPECT_EQ(tick().heading(), services);
    EXPECT_THAT(accepted(), ElementsAre("terms nl 2"));
    EXPECT_EQ(lines(app_, AuditType::document_accepted), 1);
    EXPECT_EQ(browser_.open("/mijn-account").heading(), "Mijn account");
    EXPECT_EQ(sign_in_with_both().heading(), services) << "asked once";
}

TEST_P(ChangedDocuments, AreAskedAtTheNextSignInNotInTheMiddle) {
    sign_in_with_both();
    publish_now(DocumentKind::terms, "2");
    EXPECT_EQ(browser_.open("/mijn-account").heading(), "Mijn account");
    EXPECT_EQ(browser_.open("/diensten").heading(), services);
    EXPECT_EQ(sign_in_with_both().heading(), asks);
}

TEST_P(ChangedDocuments, OfPrivacyAreShownAndNotAgreedTo) {
    publish_now(DocumentKind::privacy, "2");
    EXPECT_EQ(sign_in_with_both().heading(), asks);
    EXPECT_THAT(browser_.html(), Not(HasSubstr("type=\"checkbox\"")));
    EXPECT_THAT(browser_.text(), Not(HasSubstr("akkoord")));
    EXPECT_EQ(browser_.submit().heading(), services);
    EXPECT_THAT(accepted(), ElementsAre("privacy nl 2"));
    EXPECT_EQ(sign_in_with_both().heading(), services);
}

TEST_P(ChangedDocuments, BothAreAskedOnOnePage) {
    publish_now(DocumentKind::privacy, "2");
    publish_now(DocumentKind::terms, "2");
    sign_in_with_both();
    EXPECT_EQ(browser_.submit().status(), 422);
    EXPECT_THAT(accepted(), IsEmpty());
    EXPECT_EQ(tick().heading(), services);
    EXPECT_THAT(accepted(), ElementsAre("privacy nl 2", "terms nl 2"));
}

TEST_P(ChangedDocuments, WithoutNewMeaningAreAskedOfNobody) {
    publish_now(DocumentKind::terms, "1a", {.asks = false});
    EXPECT_EQ(sign_in_with_both().heading(), services);
    EXPECT_THAT(browser_.open("/gebruikersvoorwaarden").text(), HasSubstr("Tekst van 1a (nl)."));
    publish_now(DocumentKind::terms, "2");
    publish_now(DocumentKind::terms, "2a", {.asks = false});
    EXPECT_EQ(sign_in_with_both().heading(), asks);
    EXPECT_THAT(browser_.text(), HasSubstr("In 2 is iets anders"));
    EXPECT_THAT(browser_.text(), Not(HasSubstr("In 2a is iets anders")));
    EXPECT_THAT(browser_.html(), HasSubstr("Tekst van 2a (nl)."));
    tick();
    EXPECT_THAT(accepted(), ElementsAre("terms nl 2a")) << "the text that was shown";
    EXPECT_EQ(sign_in_with_both().heading(), services);
}

TEST_P(ChangedDocuments, ThatWereMissedAreToldTogether) {
    publish_now(DocumentKind::terms, "2");
    publish_now(DocumentKind::terms, "3");
    sign_in_with_both();
    EXPECT_THAT(browser_.text(), HasSubstr("In 3 is iets anders (nl)."));
    EXPECT_THAT(browser_.text(), HasSubstr("In 2 is iets anders (nl)."));
    EXPECT_EQ(tick().heading(), services);
    EXPECT_THAT(accepted(), ElementsAre("terms nl 3"));
}

TEST_P(ChangedDocuments, MayWaitUntilTheDayThatThePracticeSets) {
    publish_now(DocumentKind::terms, "2", {.free_until = app_.now() + 48h});
    sign_in_with_both();
    EXPECT_THAT(browser_.text(), HasSubstr("U mag er nog over nadenken."));
    EXPECT_EQ(browser_.press("/documenten/later").heading(), services);
    EXPECT_EQ(browser_.open("/mijn-account").heading(), "Mijn account");
    browser_.open("/mijn-account/app").press("/mijn-account/app");
    EXPECT_EQ(browser_.heading(), "Koppel een app die codes maakt") << "nor in the session of a change";
    EXPECT_THAT(accepted(), IsEmpty());
    EXPECT_EQ(sign_in_with_both().heading(), asks) << "at the next sign-in again";
    app_.wait(49h);
    EXPECT_EQ(sign_in_with_both().heading(), asks);
    EXPECT_THAT(browser_.text(), Not(HasSubstr(later)));
    EXPECT_EQ(browser_.post("/documenten/later", {}).status, 303);
    EXPECT_EQ(browser_.open("/diensten").heading(), asks);
}

// Who waited with one is not given the time of the next.
TEST_P(ChangedDocuments, WaitNoLongerThanTheFirstOfThem) {
    publish_now(DocumentKind::terms, "2", {.free_until = app_.now() + 24h});
    publish_now(DocumentKind::terms, "3", {.free_until = app_.now() + 240h});
    sign_in_with_both();
    EXPECT_THAT(browser_.text(), HasSubstr(later));
    app_.wait(25h);
    sign_in_with_both();
    EXPECT_THAT(browser_.text(), Not(HasSubstr(later)));
}

TEST_P(ChangedDocuments, RefusedLeaveWhomToCall) {
    publish_now(DocumentKind::terms, "2");
    sign_in_with_both();
    browser_.open("/documenten/niet-akkoord");
    EXPECT_EQ(browser_.heading(), "U gaat niet akkoord");
    EXPECT_THAT(browser_.text(), HasSubstr("020 555 0134"));
    EXPECT_THAT(accepted(), IsEmpty());
    EXPECT_EQ(browser_.open("/diensten").heading(), asks);
    browser_.open("/documenten/niet-akkoord").press("/uitloggen");
    EXPECT_EQ(browser_.heading(), "Inloggen");
}

TEST_P(ChangedDocuments, RefusedLeaveTheDownloadAndTheEndOfTheAccount) {
    publish_now(DocumentKind::terms, "2");
    sign_in_with_both();
    browser_.open("/documenten/niet-akkoord").open("/mijn-account/meenemen").press("/meenemen");
    auto const& file = browser_.open("/mijn-account/meenemen/mijn-gegevens.json").html();
    EXPECT_THAT(file, HasSubstr("seyma@post.example"));
    browser_.open("/mijn-account/opheffen").press("/opheffen");
    EXPECT_EQ(count(app_, "account WHERE deletion_asked_at IS NOT NULL"), 1) << browser_.text();
    EXPECT_THAT(accepted(), IsEmpty());
    EXPECT_EQ(browser_.open("/diensten").heading(), asks);
}

TEST_P(ChangedDocuments, PublishedWhileThePageIsReadAreAskedAgain) {
    publish_now(DocumentKind::terms, "2");
    sign_in_with_both();
    publish_now(DocumentKind::terms, "3");
    EXPECT_EQ(tick().status(), 422);
    EXPECT_THAT(browser_.text(), HasSubstr("Een document is intussen opnieuw gewijzigd."));
    EXPECT_THAT(browser_.html(), HasSubstr("Tekst van 3 (nl)."));
    EXPECT_THAT(browser_.html(), Not(HasSubstr("value=\"yes\" checked"))) << "the tick was of another text";
    EXPECT_THAT(accepted(), IsEmpty());
    EXPECT_EQ(tick().heading(), services);
    EXPECT_THAT(accepted(), ElementsAre("terms nl 3"));
}

TEST_P(ChangedDocuments, AreAcceptedInTheLanguageInWhichTheyWereShown) {
    publish_now(DocumentKind::terms, "2");
    sign_in_with_both();
    browser_.press_language();
    EXPECT_EQ(browser_.heading(), "Read what has changed");
    EXPECT_THAT(browser_.text(), HasSubstr("In 2 is iets anders (en)."));
    tick();
    EXPECT_THAT(accepted(), ElementsAre("terms en 2"));
}

// The page stood open in two browsers.
TEST_P(ChangedDocuments, AnsweredInOneBrowserAreAskedInNoOther) {
    publish_now(DocumentKind::terms, "2");
    auto other = app_.browser();
    EXPECT_EQ(sign_in_with_both(other).heading(), asks);
    EXPECT_EQ(sign_in_with_both().heading(), asks);
    EXPECT_EQ(tick().heading(), services);
    EXPECT_EQ(other.open("/diensten").heading(), services);
    EXPECT_EQ(accepted().size(), 1U);
}

TEST_P(ChangedDocuments, PressedManyTimesAtOnceAreAcceptedOnce) {
    publish_now(DocumentKind::terms, "2");
    sign_in_with_both();
    auto const versions = browser_.value("versions");
    std::vector<TestBrowser> browsers(16, browser_);
    std::atomic<int> led_on = 0;
    {
        std::vector<std::jthread> threads;
        for (auto& browser : browsers)
            threads.emplace_back([&] {
                if (browser.post("/documenten", {{"accept_terms", "yes"}, {"versions", versions}}).status ==
                    303)
                    ++led_on;
            });
    }
    EXPECT_EQ(led_on, 16);
    EXPECT_EQ(accepted().size(), 1U);
    EXPECT_EQ(lines(app_, AuditType::document_accepted), 1);
}

TEST_P(ChangedDocuments, AtRegistrationAreTheOnesOfNow) {
    publish_now(DocumentKind::terms, "2");
    auto browser = app_.browser();
    TestPatient const jan{.name = "Jan de Vries", .email = "jan@post.example"};
    app_.invite(jan);
    browser.open(app_.link(jan.email, "Stap 1: ") + "/gegevens");
    browser.submit({{"email", jan.email}, {"birth_date", "7-3-1948"}, {"postcode", "1234 AB"}});
    browser.open(app_.link(jan.email, "Stap 2: "));
    browser.submit({{"password", test_password}, {"password_again", test_password}});
    EXPECT_THAT(browser.html(), HasSubstr("Tekst van 2 (nl)."));
    publish_now(DocumentKind::terms, "3");
    EXPECT_EQ(browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}}).status(), 422);
    EXPECT_THAT(browser.html(), HasSubstr("Tekst van 3 (nl)."));
    EXPECT_EQ(browser.submit({{"read_privacy", "yes"}, {"accept_terms", "yes"}}).heading(), "Inloggen");
    EXPECT_EQ(count(app_, "acceptance JOIN document ON document.id = document_id WHERE version = '3'"), 1);
}

TEST_P(ChangedDocuments, StayToBeReadInMijnAccount) {
    publish_now(DocumentKind::terms, "2");
    sign_in_with_both();
    tick();
    publish_now(DocumentKind::terms, "3");
    browser_.open("/mijn-account/documenten");
    EXPECT_EQ(browser_.heading(), "Documenten die u heeft gelezen");
    EXPECT_THAT(browser_.html(), HasSubstr("Tekst van 2 (nl)."));
    EXPECT_THAT(browser_.html(), Not(HasSubstr("Tekst van 3 (nl).")));
    EXPECT_THAT(browser_.text(), HasSubstr("Gelezen en akkoord op vrijdag 15 januari 2027"));
    EXPECT_THAT(browser_.text(), HasSubstr("Versie 2026-11."));
}

// Not even by SQL of the server's own.
TEST_P(ChangedDocuments, NeverChangeAndNeverGo) {
    for (auto const* sql : {"UPDATE document SET version = 'x'", "DELETE FROM document_text",
                            "UPDATE document_text SET text = 'x'", "DELETE FROM document"})
        EXPECT_THROW(app_.app().database.transaction([&](Transaction& transaction) { transaction.run(sql); }),
                     StoreError)
            << sql;
}

INSTANTIATE_TEST_SUITE_P(Databases, ChangedDocuments, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
