// SPDX-License-Identifier: EUPL-1.2
// What goes along sealed: whose it is, how long it lasts, how long it is.
#include <gtest/gtest.h>

#include "clients/access_token.hpp"
#include "clients/authorization_code.hpp"
#include "clients/authorization_request.hpp"
#include "clients/grant_store.hpp"
#include "clients/refresh_token.hpp"
#include "crypto/encoding.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;

Time const now = from_stored(1'800'000'000'123);

class Sealed : public testing::Test {
  protected:
    SystemRandom random_;
    KeyRing const ring_ = KeyRing::generate(random_);
    Sealer const sealer_{ring_, random_};
    Id<Client> const client_{"recept"};
    CodeFacts const facts_{Id<Account>("01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091"),
                           sha256_hex("session"),
                           now,
                           {"openid", "profile", "email"},
                           std::string(43, 'n')};
};

TEST_F(Sealed, ACodeOpensForItsOwn) {
    auto const code = seal_code(sealer_, {client_, "https://a.example/", "uitdaging"}, facts_);
    EXPECT_LE(code.size(), 256U);
    auto const opened = open_code(sealer_, {client_, "https://a.example/", "uitdaging"}, code, now + 59s);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->account_id, facts_.account_id);
    EXPECT_EQ(opened->session_hash, facts_.session_hash);
    EXPECT_EQ(opened->at, facts_.at);
    EXPECT_EQ(opened->scopes, facts_.scopes);
    EXPECT_EQ(opened->nonce, facts_.nonce);
}

TEST_F(Sealed, ACodeOpensForNobodyElse) {
    auto const code = seal_code(sealer_, {client_, "https://a.example/", "uitdaging"}, facts_);
    Id<Client> const other("ander");
    EXPECT_FALSE(open_code(sealer_, {other, "https://a.example/", "uitdaging"}, code, now));
    EXPECT_FALSE(open_code(sealer_, {client_, "https://b.example/", "uitdaging"}, code, now));
    EXPECT_FALSE(open_code(sealer_, {client_, "https://a.example/", ""}, code, now));
    EXPECT_FALSE(open_code(sealer_, {client_, "https://a.example/\nuitdaging", ""}, code, now));
    EXPECT_FALSE(open_code(sealer_, {client_, "https://a.example/", "uitdaging"}, code, now + 60s));
    EXPECT_FALSE(open_code(sealer_, {client_, "https://a.example/", "uitdaging"}, code, now - 2min))
        << "clock set back";
    EXPECT_FALSE(open_code(sealer_, {client_, "https://a.example/", "uitdaging"}, "", now));
}

// RFC 7636 appendix B.
TEST(Challenge, IsThatOfItsStandard) {
    EXPECT_EQ(challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
              "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    EXPECT_EQ(challenge_of(""), "");
}

TEST_F(Sealed, AnAccessTokenNamesItsGrant) {
    Id<ClientGrant> const grant("01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091");
    auto const token = seal_access_token(sealer_, {grant, 5, now});
    EXPECT_LE(token.size(), 120U);
    auto const opened = open_access_token(sealer_, token, now + 599s);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->grant_id, grant);
    EXPECT_EQ(opened->scopes, 5U);
    EXPECT_EQ(opened->at, now);
    EXPECT_EQ(open_access_token(sealer_, seal_access_token(sealer_, {grant, all_scopes, now}), now)->scopes,
              all_scopes);
    EXPECT_FALSE(open_access_token(sealer_, token, now + 600s));
    EXPECT_FALSE(open_access_token(sealer_, token + "A", now));
    auto const code = seal_code(sealer_, {client_, "https://a.example/", ""}, facts_);
    EXPECT_FALSE(open_access_token(sealer_, code, now)) << "a code is no token";
}

TEST_F(Sealed, ARefreshTokenIsOfItsClient) {
    Id<ClientGrant> const grant("01936a5e-7c1b-7d2f-8a3b-4c5d6e7f8091");
    auto const token = seal_refresh_token(sealer_, client_, {grant, {1234567, now}});
    EXPECT_LE(token.size(), 120U);
    auto const opened = open_refresh_token(sealer_, client_, token);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->grant_id, grant);
    EXPECT_EQ(opened->turn, (RefreshTurn{1234567, now}));
    EXPECT_FALSE(open_refresh_token(sealer_, Id<Client>("ander"), token));
    EXPECT_FALSE(open_refresh_token(sealer_, client_, ""));
    EXPECT_FALSE(open_access_token(sealer_, token, now));
    EXPECT_FALSE(open_refresh_token(sealer_, client_, seal_access_token(sealer_, {grant, all_scopes, now})));
}

TEST_F(Sealed, ARequestComesBackAsItWas) {
    AuthorizationRequest const request{.client_id = client_,
                                       .redirect_address = "https://a.example/terug?x=\"1\"",
                                       .response_mode = ResponseMode::form_post,
                                       .state = std::string(512, 's'),
                                       .nonce = "n",
                                       .challenge = "u",
                                       .scopes = {"openid", "email"},
                                       .signed_in_since = now,
                                       .asks_nobody = true,
                                       .opens_in_popup = true,
                                       .login_hint = "jan@post.example",
                                       .language = Language::english,
                                       .at = now};
    auto const sealed = seal_request(sealer_, request);
    EXPECT_LE(sealed.size(), 2048U);
    auto const opened = open_request(sealer_, sealed);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->client_id, request.client_id);
    EXPECT_EQ(opened->redirect_address, request.redirect_address);
    EXPECT_EQ(opened->response_mode, request.response_mode);
    EXPECT_EQ(opened->state, request.state);
    EXPECT_EQ(opened->scopes, request.scopes);
    EXPECT_EQ(opened->signed_in_since, request.signed_in_since);
    EXPECT_TRUE(opened->asks_nobody && opened->opens_in_popup);
    EXPECT_EQ(opened->login_hint, request.login_hint);
    EXPECT_EQ(opened->language, request.language);
    EXPECT_EQ(opened->at, request.at);
    EXPECT_FALSE(open_request(sealer_, sealed.substr(0, sealed.size() - 1)));
    EXPECT_FALSE(open_request(sealer_, "x"));
}

}  // namespace
}  // namespace voordeur
