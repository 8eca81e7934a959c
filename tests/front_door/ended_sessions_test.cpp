// SPDX-License-Identifier: EUPL-1.2
// A session that ends while a press of its browser is under way: whatever ended it, a recovery for one, is
// not undone by that press. Every form of who is signed in is pressed here, its session read before it ended.
#include <gtest/gtest.h>

#include "account/passkeys.hpp"
#include "app.hpp"
#include "routes/route.hpp"
#include "store/database.hpp"
#include "support/test_owner.hpp"
#include "support/test_passkey.hpp"
#include "support/test_totp.hpp"
#include "values/customer_number.hpp"
#include "visitor.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;

class EndedSession : public testing::Test {
  protected:
    EndedSession() {
        owner_.signs_in(owner_.home);
        make_paper_codes(owner_.home);
        owner_.home.open("/mijn-account/app").press("/mijn-account/app");
        TestAuthenticator const phone(owner_.home.html());
        owner_.home.submit({{"code", phone.code(app_.now())}});
        owner_.home.open("/mijn-account/e-mail").submit({{"email", "elders@post.example"}});
        owner_.home.open("/mijn-account/super-pin").press("/mijn-account/super-pin");
        owner_.home.open("/mijn-account/telefoon").submit({{"phone", "06 87654321"}});
        // Somewhere else too.
        auto elsewhere = app_.browser();
        owner_.signs_in(elsewhere);
        app_.app().database.transaction([&](Transaction& transaction) {
            auto const account = find_account_by_customer_number(
                transaction, CustomerNumber::parse(owner_.number).value().text());
            ask_deletion(transaction, account.value().id, app_.now());
        });
        sessions_ = app_.app().database.read([&](Transaction& transaction) {
            auto const account = find_account_by_customer_number(
                transaction, CustomerNumber::parse(owner_.number).value().text());
            std::vector<Session> found;
            for (auto const& each : sessions_of_account(transaction, account.value().id, app_.now()))
                found.push_back(find_session(transaction, each.token_hash, app_.now()).value());
            return found;
        });
    }

    // Who is signed in as far as the dispatcher knew when the form came.
    PatientVisitor visitor(std::string const& part = "") {
        auto const fields =
            "password=" + std::string("paard+fiets+wolk+tuinstoel") +
            "&password_again=lepel+regen+kasteel+vijver&new_password=lepel+regen+kasteel+vijver&code=123456"
            "&way=sms&email=elders%40post.example&phone=0687654321&language=en&name=Tablet&kept=yes&first=sms"
            "&accept_terms=yes&read_privacy=yes&factor=totp";
        return PatientVisitor(Visitor{.request = request_,
                                      .form = Form::parse(fields).value(),
                                      .network = "192.0.2.1",
                                      .browser = "a browser",
                                      .token = part,
                                      .signed_in = sessions_.front(),
                                      .practice = app_.practice()});
    }
    void end_sessions() {
        app_.app().database.transaction([&](Transaction& transaction) {
            end_sessions_of_account(transaction, sessions_.front().account.id, app_.now());
        });
    }
    // Whatever a press could change; a guess at a password is counted all the same.
    std::string all_that_is_kept() {
        return app_.app().database.read([&](Transaction& transaction) {
            std::string text;
            for (auto const& table :
                 transaction.all("SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                 "name NOT LIKE 'sqlite_%' AND name <> 'throttle'"))
                text += table.text(0) + " " +
                        std::to_string(transaction.one("SELECT count(*) FROM " + table.text(0))->number(0)) +
                        "\n";
            for (auto const* what :
                 {"session WHERE ended_at IS NULL", "factor WHERE ended_at IS NULL",
                  "factor WHERE stopped_at IS NULL", "factor WHERE is_preferred = 1",
                  "challenge WHERE ended_at IS NULL", "challenge WHERE spent_at IS NULL",
                  "super_pin WHERE activated_at IS NULL", "email_change WHERE ended_at IS NULL",
                  "account WHERE deletion_asked_at IS NULL", "account WHERE language = 'nl'"})
                text +=
                    std::string(what) + " " +
                    std::to_string(transaction.one("SELECT count(*) FROM " + std::string(what))->number(0)) +
                    "\n";
            return text;
        });
    }

    TestApp app_;
    Owner owner_{app_};
    std::vector<Session> sessions_;
    Request request_{.method = Method::post, .path = "/", .now = app_.now()};
};

TEST_F(EndedSession, NothingIsDoneByWhatWasUnderWay) {
    ASSERT_GE(sessions_.size(), 2U);
    end_sessions();
    auto const before = all_that_is_kept();
    int pressed = 0;
    for (auto const& route : all_routes()) {
        if (route.who != Who::patient || route.method != Method::post) continue;
        request_.now = app_.now();
        std::get<PatientPage>(route.page)(app_.app(), visitor("app"));
        EXPECT_EQ(all_that_is_kept(), before) << route.path;
        ++pressed;
    }
    EXPECT_GT(pressed, 40);
}

TEST_F(EndedSession, NoPasskeyIsAddedByWhatWasUnderWay) {
    Config config;
    config.site.public_url = "https://login.example.org";
    TestApp app(config);
    auto browser = app.browser();
    make_account(app, browser);
    voordeur::sign_in(browser);
    app.wait(61s);
    auto const session = app.app().database.read([&](Transaction& transaction) {
        auto const hash = transaction.one("SELECT token_hash FROM session WHERE ended_at IS NULL")->text(0);
        return find_session(transaction, hash, app.now()).value();
    });
    auto const question = app.app().passkeys.question({PasskeyUse::add, session.token_hash}, app.now());
    TestPasskey const passkey;
    auto const made = passkey.make({question.challenge, "https://login.example.org", "login.example.org"});
    std::string fields;
    for (auto const& [name, value] : fields_of(made, question.sealed))
        fields += (fields.empty() ? "" : "&") + name + "=" + value;
    request_.now = app.now();
    auto const press = [&] {
        submit_account_passkey(app.app(), PatientVisitor(Visitor{.request = request_,
                                                                 .form = Form::parse(fields).value(),
                                                                 .signed_in = session,
                                                                 .practice = app.practice()}));
        return count(app, "passkey");
    };
    app.app().database.transaction([&](Transaction& transaction) {
        end_sessions_of_account(transaction, session.account.id, app.now());
    });
    EXPECT_EQ(press(), 0);
}

}  // namespace
}  // namespace voordeur
