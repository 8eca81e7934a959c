// SPDX-License-Identifier: EUPL-1.2
// Taking one's data along, and deleting one's account: two weeks to change one's mind, then nothing personal
// is left.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "accounts/account_store.hpp"
#include "patients/delete_accounts.hpp"
#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_places.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TestPatient const seyma;

class AccountDeletion : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        make_account(app_, browser_);
        sign_in_with_code(app_, browser_);
    }
    TestBrowser& go_to(std::string const& page) {
        app_.wait(6min);
        browser_.open(page);
        confirm_change(app_, browser_);
        return browser_;
    }
    void ask() {
        go_to("/mijn-account/opheffen");
        EXPECT_THAT(browser_.text(), AllOf(HasSubstr("5 jaar"), HasSubstr("medisch dossier"),
                                           HasSubstr(app_.practice().phone)));
        EXPECT_THAT(browser_.text(), HasSubstr("Drukt u op de knop hieronder? Dan")) << "nothing is done yet";
        browser_.press("/opheffen");
        EXPECT_THAT(browser_.text(), HasSubstr("Uw account wordt verwijderd op"));
    }
    std::int64_t delete_due() { return delete_accounts_due(app_.app().patients, app_.now()); }
    std::string one(std::string const& sql) {
        return app_.app().database.read([&](Transaction& transaction) {
            auto const row = transaction.one(sql);
            return row ? row->maybe_text(0).value_or("NULL") : std::string("no row");
        });
    }

    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
};

TEST_P(AccountDeletion, OwnDataAreTwoFilesForFiveMinutes) {
    go_to("/mijn-account/meenemen");
    EXPECT_EQ(browser_.open("/mijn-account/meenemen/mijn-gegevens.json").path(), "/mijn-account/meenemen")
        << "asked for first";
    browser_.press("/meenemen");
    EXPECT_THAT(app_.mail(seyma.email, "Uw account is gewijzigd").text, HasSubstr("kopie van uw gegevens"));
    auto const json =
        nlohmann::json::parse(browser_.open("/mijn-account/meenemen/mijn-gegevens.json").html());
    EXPECT_EQ(json["account"][0]["name"], seyma.name);
    EXPECT_EQ(json["account"][0]["email"], seyma.email);
    EXPECT_EQ(json["practices"][0]["birth_date"], seyma.birth_date);
    EXPECT_EQ(json["practices"][0]["postcode"], seyma.postcode);
    EXPECT_EQ(json["ways_to_sign_in"][0]["phone"], "+31612345678");
    EXPECT_EQ(json["acceptances"].size(), 2u);
    EXPECT_THAT(json["acceptances"][0]["text"].get<std::string>(), Not(IsEmpty()));
    EXPECT_GT(json["access_log"].size(), 5u);
    auto const& html = browser_.open("/mijn-account/meenemen/mijn-gegevens.html").html();
    EXPECT_THAT(html, AllOf(HasSubstr("Şeyma Proefpersoon"), HasSubstr("<!doctype html>"),
                            Not(HasSubstr("<script")), Not(HasSubstr("src=")), Not(HasSubstr("href="))));
    for (auto const* secret : {"argon2", "password_hash", "token_hash"}) {
        EXPECT_THAT(html, Not(HasSubstr(secret)));
        EXPECT_THAT(json.dump(), Not(HasSubstr(secret)));
    }
    app_.wait(6min);
    EXPECT_EQ(browser_.open("/mijn-account/meenemen/mijn-gegevens.html").heading(),
              "Bevestig dat u het bent");
    auto elsewhere = app_.browser();
    EXPECT_EQ(elsewhere.open("/mijn-account/meenemen/mijn-gegevens.html").heading(), "Inloggen");
}

TEST_P(AccountDeletion, OwnersChangeTheirMind) {
    ask();
    EXPECT_THAT(app_.mail(seyma.email, "Uw account wordt verwijderd").text, HasSubstr("Bedenkt u zich?"));
    app_.wait(24h * 13);
    EXPECT_EQ(delete_due(), 0);
    sign_in_with_code(app_, browser_);
    browser_.open("/mijn-account").press("/niet-opheffen");
    EXPECT_THAT(browser_.text(), HasSubstr("Uw account wordt niet verwijderd."));
    EXPECT_THAT(browser_.text(), Not(HasSubstr("Uw account wordt verwijderd op")));
    EXPECT_THAT(app_.mail(seyma.email, "Uw account is gewijzigd").text, HasSubstr("wordt niet verwijderd"));
    app_.wait(24h * 30);
    EXPECT_EQ(delete_due(), 0);
    sign_in_with_code(app_, browser_);
}

TEST_P(AccountDeletion, NothingPersonalIsLeft) {
    auto const other = add_other_practice(app_);
    go_to("/mijn-account/e-mail").submit({{"email", "seyma.nieuw@post.example"}});
    app_.mail("seyma.nieuw@post.example", "Bevestig");
    auto const number = one("SELECT customer_number FROM account");
    ask();
    app_.mails();
    for (auto const& personal : {std::string("eyma"), seyma.birth_date, seyma.postcode, number})
        EXPECT_THAT(places_of(app_, GetParam(), personal), Not(IsEmpty())) << personal << " was never there";
    app_.wait(24h * 14);
    EXPECT_EQ(delete_due(), 1);
    EXPECT_EQ(delete_due(), 0);
    EXPECT_THAT(app_.mail(seyma.email, "Uw account voor Online diensten is verwijderd").text,
                HasSubstr("zonder uw naam"));
    EXPECT_THAT(app_.mail(app_.practice().email, "Een patiënt heeft").text, Not(HasSubstr("De Iep")));
    EXPECT_THAT(app_.mail(other.email, "Een patiënt heeft").text, Not(HasSubstr("De Linde")));
    app_.mails();
    for (auto const& personal : {std::string("eyma"), std::string("roefpersoon"), std::string("post.example"),
                                 seyma.birth_date, seyma.postcode, std::string("612345678"), number})
        EXPECT_THAT(places_of(app_, GetParam(), personal), IsEmpty()) << personal;
    for (auto const* gone :
         {"sign_in_name", "super_pin", "session", "known_browser", "challenge", "email_change", "link",
          "message WHERE content IS NOT NULL", "factor WHERE secret <> '' OR lookup_key <> ''",
          "account WHERE password_hash <> '' OR email <> '' OR name <> ''"})
        EXPECT_EQ(count(app_, gone), 0) << gone;
    EXPECT_GT(count(app_, "acceptance"), 0) << "stays for five years";
    EXPECT_EQ(lines(app_, AuditType::account_closed), 1);
    EXPECT_EQ(browser_.open("/diensten").heading(), "Inloggen");
    sign_in(browser_);
    EXPECT_EQ(browser_.status(), 422);
}

TEST_P(AccountDeletion, ItsCustomerNumberIsGivenToNobodyAgain) {
    auto const number = one("SELECT customer_number FROM account");
    ask();
    app_.wait(24h * 14);
    delete_due();
    app_.app().database.read([&](Transaction& transaction) {
        EXPECT_TRUE(was_customer_number(transaction, app_.app().mac, number));
        EXPECT_FALSE(was_customer_number(transaction, app_.app().mac, "1234567897"));
    });
}

TEST_P(AccountDeletion, ADeletedPersonMayComeBack) {
    ask();
    app_.wait(24h * 14);
    delete_due();
    auto again = app_.browser();
    make_account(app_, again);
    sign_in_with_code(app_, again);
    EXPECT_EQ(one("SELECT count(*) FROM account WHERE closed_at IS NULL"), "1");
}

INSTANTIATE_TEST_SUITE_P(Databases, AccountDeletion, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
