// SPDX-License-Identifier: EUPL-1.2
// An e-service says by an ID token who is to come back (id_token_hint).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app.hpp"
#include "crypto/encoding.hpp"
#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_e_service.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::StartsWith;

class OidcHint : public testing::TestWithParam<std::string> {
  protected:
    OidcHint() {
        make_account(app_, browser_);
        service_.add({.id = Id<Client>("recept"), .secret_hash = sha256_hex(secret)});
        service_.add({.id = Id<Client>("ander"), .secret_hash = sha256_hex(secret)});
    }

    // "code", or the error.
    std::string answer_for(TestBrowser& browser, Fields const& asked) {
        service_.ask(browser, asked);
        EXPECT_THAT(browser.path(), StartsWith(back));
        auto const error = parameter(browser.path(), "error");
        return error.empty() && !parameter(browser.path(), "code").empty() ? "code" : error;
    }
    // Somebody else, in the same browser.
    void another_signs_in(TestBrowser& browser) {
        app_.wait(61s);
        browser.open("/diensten").press("/uitloggen");
        sign_in(browser, other_);
        browser.submit({{"code", app_.code()}});
        app_.wait(1s);
    }

    TestPatient const other_{.name = "Omar Voorbeeld", .email = "omar@post.example"};
    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
    TestEService service_{app_};
};

TEST_P(OidcHint, WhoComesBackIsAnsweredWithoutAPage) {
    auto const token = service_.id_token_of(browser_);
    for (auto const* prompt : {"none", ""})
        EXPECT_EQ(answer_for(browser_, {{"id_token_hint", token}, {"prompt", prompt}}), "code");
}

TEST_P(OidcHint, WhatCannotBeReadIsOfNobody) {
    auto const token = service_.id_token_of(browser_);
    auto const of_other_client = service_.id_token_of(browser_, "ander");
    for (auto const& hint : {std::string("x"), of_other_client, token + "A"}) {
        EXPECT_EQ(answer_for(browser_, {{"id_token_hint", hint}, {"prompt", "none"}}), "login_required")
            << hint;
        EXPECT_EQ(answer_for(browser_, {{"id_token_hint", hint}}), "code") << hint;
    }
}

TEST_P(OidcHint, SomebodyElseSignsInAnewOnce) {
    auto elsewhere = app_.browser();
    make_account(app_, elsewhere, other_);
    auto const token = service_.id_token_of(browser_);
    another_signs_in(browser_);
    EXPECT_EQ(answer_for(browser_, {{"id_token_hint", token}, {"prompt", "none"}}), "login_required");
    service_.ask(browser_, {{"id_token_hint", token}});
    EXPECT_EQ(browser_.heading(), "Inloggen");
    service_.sign_in_here(browser_);
    EXPECT_THAT(parameter(browser_.path(), "code"), testing::Not(""));

    another_signs_in(browser_);
    service_.ask(browser_, {{"id_token_hint", token}});
    EXPECT_EQ(browser_.heading(), "Inloggen");
    app_.wait(61s);
    browser_.submit({{"email", "omar@post.example"}, {"password", test_password}});
    browser_.submit({{"code", app_.code()}});
    EXPECT_EQ(parameter(browser_.path(), "error"), "login_required");
}

INSTANTIATE_TEST_SUITE_P(Databases, OidcHint, testing::ValuesIn(contract_databases()),
                         [](auto const& each) { return each.param; });

}  // namespace
}  // namespace voordeur
