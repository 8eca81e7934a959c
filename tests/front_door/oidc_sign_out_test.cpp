// SPDX-License-Identifier: EUPL-1.2
// An e-service sends a patient to be signed out: whom it may sign out unasked, and where nobody is sent. What
// each case is called in the OpenID Foundation's suite stands in docs/oidc-conformance.md.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app.hpp"
#include "clients/sign_out_request.hpp"
#include "crypto/encoding.hpp"
#include "jose/jws.hpp"
#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_e_service.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto gone = "https://recept.example/uitgelogd";
constexpr auto asks = "Wilt u uitloggen?";
constexpr auto signed_out = "U bent uitgelogd";
constexpr auto services = "Uw diensten";

class OidcSignOut : public testing::TestWithParam<std::string> {
  protected:
    OidcSignOut() {
        make_account(app_, browser_);
        service_.add({.id = Id<Client>("recept"),
                      .secret_hash = sha256_hex(secret),
                      .sign_out_addresses = {gone, "https://recept.example/weg?van=voordeur"}});
        service_.add({.id = Id<Client>("ander"), .secret_hash = sha256_hex(secret)});
    }

    static TestBrowser& ask(TestBrowser& browser, Fields const& asked) {
        return browser.open("/oidc/end_session?" + encoded(asked));
    }
    bool is_signed_in(TestBrowser browser) { return browser.open("/diensten").heading() == services; }

    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
    TestEService service_{app_};
};

TEST_P(OidcSignOut, WhoseSessionItShowsIsSignedOutAndTakenBack) {
    auto const token = service_.id_token_of(browser_);
    ask(browser_, {{"id_token_hint", token}, {"post_logout_redirect_uri", gone}, {"state", "staat & 2"}});
    EXPECT_EQ(browser_.path(), std::string(gone) + "?state=staat%20%26%202");
    EXPECT_FALSE(is_signed_in(browser_));
    EXPECT_EQ(lines(app_, AuditType::sign_in_sign_out), 1);
    service_.ask(browser_, {{"prompt", "none"}});
    EXPECT_EQ(parameter(browser_.path(), "error"), "login_required");
    // Pressed twice, or by Reload: it is so.
    ask(browser_, {{"id_token_hint", token}, {"post_logout_redirect_uri", gone}});
    EXPECT_EQ(browser_.path(), gone);
}

TEST_P(OidcSignOut, TheStateGoesBehindAQueryThatIsThere) {
    auto const token = service_.id_token_of(browser_);
    ask(browser_, {{"id_token_hint", token},
                   {"post_logout_redirect_uri", "https://recept.example/weg?van=voordeur"},
                   {"state", "x"}});
    EXPECT_EQ(browser_.path(), "https://recept.example/weg?van=voordeur&state=x");
}

TEST_P(OidcSignOut, ATokenThatEndedStillShowsIt) {
    auto const token = service_.id_token_of(browser_);
    for (int i = 0; i < 3; ++i) {
        app_.wait(9min);
        browser_.open("/diensten");
    }
    ask(browser_, {{"id_token_hint", token}});
    EXPECT_EQ(browser_.heading(), signed_out);
    EXPECT_FALSE(is_signed_in(browser_));
    EXPECT_THAT(browser_.html(), HasSubstr("href=\"https://recept.example/\""));
}

// E-services may go on with a session in which nothing was done here for hours.
TEST_P(OidcSignOut, AnIdleSessionIsOneToo) {
    auto const token = service_.id_token_of(browser_);
    app_.wait(2h);
    EXPECT_FALSE(is_signed_in(browser_));
    ask(browser_, {{"client_id", "recept"}});
    EXPECT_EQ(browser_.heading(), asks);
    EXPECT_EQ(lines(app_, AuditType::sign_in_sign_out), 0);
    ask(browser_, {{"id_token_hint", token}, {"post_logout_redirect_uri", gone}});
    EXPECT_EQ(browser_.path(), gone);
    EXPECT_EQ(lines(app_, AuditType::sign_in_sign_out), 1);
}

TEST_P(OidcSignOut, WhoIsNotShownIsAsked) {
    auto const token = service_.id_token_of(browser_);
    auto other = app_.browser();
    auto const token_there = service_.id_token_of(other);
    auto const tampered = token.substr(0, token.size() - 4) + "AAAA";
    auto const none = to_base64url(R"({"alg":"none","typ":"JWT"})") +
                      token.substr(token.find('.'), token.rfind('.') - token.find('.') + 1);
    for (auto const& asked : {Fields{}, Fields{{"client_id", "recept"}},
                              Fields{{"client_id", "recept"}, {"post_logout_redirect_uri", gone}},
                              Fields{{"post_logout_redirect_uri", gone}}, Fields{{"state", "alleen"}},
                              Fields{{"id_token_hint", token_there}, {"post_logout_redirect_uri", gone}},
                              Fields{{"id_token_hint", tampered}, {"post_logout_redirect_uri", gone}},
                              Fields{{"id_token_hint", none}, {"post_logout_redirect_uri", gone}},
                              Fields{{"id_token_hint", token}, {"client_id", "ander"}},
                              Fields{{"id_token_hint", "x"}, {"client_id", "onbekend"}}}) {
        ask(browser_, asked);
        EXPECT_EQ(browser_.heading(), asks) << encoded(asked);
        EXPECT_TRUE(is_signed_in(browser_)) << encoded(asked);
    }
}

TEST_P(OidcSignOut, WhoIsAskedMayStayOrGo) {
    service_.id_token_of(browser_);
    ask(browser_, {{"client_id", "recept"}, {"post_logout_redirect_uri", gone}, {"state", "3"}});
    EXPECT_THAT(browser_.text(), HasSubstr("Herhaalrecept aanvragen vraagt of u wilt uitloggen"));
    EXPECT_THAT(browser_.html(), HasSubstr("href=\"/diensten\""));
    EXPECT_TRUE(is_signed_in(browser_));
    browser_.press("/uitloggen/e-dienst");
    EXPECT_EQ(browser_.heading(), signed_out);
    EXPECT_THAT(browser_.html(), HasSubstr("href=\"" + std::string(gone) + "?state=3\""));
    EXPECT_FALSE(is_signed_in(browser_));
}

TEST_P(OidcSignOut, NobodyIsSentToAnAddressThatIsNotItsOwn) {
    auto const token = service_.id_token_of(browser_);
    for (auto const* address : {"https://evil.example/uitgelogd", "https://recept.example/uitgelogd?foo=bar",
                                "https://recept.example/uitgelogd/", "javascript:alert(1)", back}) {
        ask(browser_, {{"id_token_hint", token}, {"post_logout_redirect_uri", address}});
        EXPECT_EQ(browser_.heading(), signed_out) << address;
        EXPECT_THAT(browser_.html(), Not(HasSubstr(address)));
    }
}

TEST_P(OidcSignOut, WithoutAShownSessionNobodyIsSentOnWithoutAPress) {
    auto stranger = app_.browser();
    ask(stranger, {{"client_id", "recept"}, {"post_logout_redirect_uri", gone}});
    EXPECT_EQ(stranger.heading(), signed_out);
    EXPECT_THAT(stranger.path(), StartsWith("/uitloggen/e-dienst"));
}

TEST_P(OidcSignOut, AnAddressThatWasKeptAsks) {
    auto const token = service_.id_token_of(browser_);
    auto const answer =
        service_.program(Method::get, "/oidc/end_session?" + encoded({{"id_token_hint", token}}), "");
    auto const path = header_of(answer, "Location");
    EXPECT_THAT(path, Not(HasSubstr(token.substr(0, 20))))
        << "who it is stays out of addresses that are kept";
    app_.wait(sign_out_request_lasts);
    EXPECT_EQ(browser_.open(path).heading(), asks);
    EXPECT_TRUE(is_signed_in(browser_));
}

// From another site a form brings no cookie along.
TEST_P(OidcSignOut, ByAFormAsByAnAddress) {
    auto const token = service_.id_token_of(browser_);
    auto const answer =
        service_.program(Method::post, "/oidc/end_session",
                         encoded({{"id_token_hint", token}, {"post_logout_redirect_uri", gone}}));
    EXPECT_EQ(answer.status, 303);
    browser_.open(header_of(answer, "Location"));
    EXPECT_EQ(browser_.path(), gone);
    EXPECT_FALSE(is_signed_in(browser_));
}

TEST_P(OidcSignOut, WhatIsTooLongOrComesTwiceIsAPage) {
    for (auto const& asked : {encoded({{"state", std::string(513, 'x')}}), std::string("state=1&state=2"),
                              encoded({{"id_token_hint", std::string(4097, 'x')}})}) {
        browser_.open("/oidc/end_session?" + asked);
        EXPECT_EQ(browser_.status(), 400) << asked.substr(0, 40);
    }
}

// What browsers fetch ahead signs nobody out.
TEST_P(OidcSignOut, NotAhead) {
    auto const token = service_.id_token_of(browser_);
    auto const answer =
        service_.program(Method::get, "/oidc/end_session?" + encoded({{"id_token_hint", token}}), "");
    EXPECT_EQ(service_.program(Method::get, header_of(answer, "Location"), "", {{"sec-purpose", "prefetch"}})
                  .status,
              403);
}

INSTANTIATE_TEST_SUITE_P(Databases, OidcSignOut, testing::ValuesIn(contract_databases()),
                         [](auto const& each) { return each.param; });

}  // namespace
}  // namespace voordeur
