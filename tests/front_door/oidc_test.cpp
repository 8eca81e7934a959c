// SPDX-License-Identifier: EUPL-1.2
// An e-service lets Voordeur do the signing in: what it asks, what it gets, and what nobody gets. Real
// programs do it in tests/journeys/oidc_journey.mjs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "app.hpp"
#include "clients/client_store.hpp"
#include "clients/grant_store.hpp"
#include "clients/signing_keys.hpp"
#include "crypto/encoding.hpp"
#include "crypto/signature.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "support/contract_database.hpp"
#include "support/test_account.hpp"
#include "support/test_e_service.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Oidc : public testing::TestWithParam<std::string> {
  protected:
    Oidc() { make_account(app_, browser_); }

    void SetUp() override { service_.add({.id = Id<Client>("recept"), .secret_hash = sha256_hex(secret)}); }

    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
    TestEService service_{app_};
};

TEST_P(Oidc, APatientWhoSignsInIsTakenBackToTheService) {
    auto browser = app_.browser();
    service_.ask(browser);
    EXPECT_EQ(browser.heading(), "Inloggen");
    service_.sign_in_here(browser);
    EXPECT_THAT(browser.path(), StartsWith(std::string(back) + "?code="));
    EXPECT_EQ(parameter(browser.path(), "state"), "staat & 1");
    EXPECT_EQ(parameter(browser.path(), "iss"), app_.app().site.public_url);
    EXPECT_LE(parameter(browser.path(), "code").size(), 256U);

    auto const answer = service_.redeem(parameter(browser.path(), "code"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
    auto const tokens = json::parse(answer.body);
    EXPECT_EQ(tokens.at("token_type"), "Bearer");
    EXPECT_EQ(tokens.at("scope"), "openid profile email");
    auto const claims = part_of(tokens.at("id_token"), 1);
    EXPECT_EQ(claims.at("iss"), app_.app().site.public_url);
    EXPECT_EQ(claims.at("aud"), "recept");
    EXPECT_EQ(claims.at("nonce"), "nonce-1");
    EXPECT_EQ(claims.at("amr"), json::array({"pwd", "sms", "mfa"}));
    EXPECT_FALSE(claims.contains("email")) << "that is asked at UserInfo";

    auto const known = json::parse(service_.user_info(tokens.at("access_token")).body);
    EXPECT_EQ(known.at("sub"), claims.at("sub"));
    EXPECT_EQ(known.at("email"), "seyma@post.example");
}

TEST_P(Oidc, WhoIsSignedInIsAskedNothing) {
    sign_in_with_code(app_, browser_);
    service_.ask(browser_);
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?code="));
    service_.ask(browser_, {{"prompt", "none"}});
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?code="));
}

TEST_P(Oidc, TheSignatureIsOfAPublishedKey) {
    service_.add(
        {.id = Id<Client>("es"), .secret_hash = sha256_hex(secret), .signed_with = SigningAlgorithm::es256});
    auto const keys = json::parse(service_.program(Method::get, "/oidc/keys", "").body).at("keys");
    ASSERT_EQ(keys.size(), 2U);
    EXPECT_NE(keys[0].at("kid"), keys[1].at("kid"));
    for (auto const& key : keys) EXPECT_FALSE(key.contains("d"));
    for (auto const* client : {"recept", "es"}) {
        auto const answer =
            service_.redeem(service_.code_for(browser_, {{"client_id", client}}), {{"client_id", client}});
        std::string const token = json::parse(answer.body).at("id_token");
        auto const header = json::parse(from_base64url(token.substr(0, token.find('.'))).value());
        auto const key =
            std::ranges::find_if(keys, [&](auto const& each) { return each.at("kid") == header.at("kid"); });
        ASSERT_NE(key, keys.end());
        EXPECT_EQ(key->at("alg"), header.at("alg"));
        EXPECT_EQ(header.at("alg"), client == std::string("es") ? "ES256" : "RS256");
    }
}

TEST_P(Oidc, UserInfoTakesATokenInThreeWays) {
    std::string const token =
        json::parse(service_.redeem(service_.code_for(browser_)).body).at("access_token");
    auto const by_header = TestEService::Headers{{"authorization", "Bearer " + token}};
    auto const in_form = encoded({{"access_token", token}});
    EXPECT_EQ(service_.program(Method::get, "/oidc/userinfo", "", by_header).status, 200);
    EXPECT_EQ(service_.program(Method::post, "/oidc/userinfo", "", by_header).status, 200);
    EXPECT_EQ(service_.program(Method::post, "/oidc/userinfo", in_form).status, 200);
    EXPECT_EQ(service_.program(Method::get, "/oidc/userinfo?" + in_form, "").status, 401)
        << "addresses are logged";
    EXPECT_EQ(service_.program(Method::post, "/oidc/userinfo?" + in_form, "").status, 401);
    EXPECT_EQ(
        service_.program(Method::get, "/oidc/userinfo", "", {{"authorization", "DPoP " + token}}).status,
        401);
}

TEST_P(Oidc, WhatIsNotAskedIsNotAnswered) {
    service_.add({.id = Id<Client>("weinig"), .secret_hash = sha256_hex(secret), .scopes = {"profile"}});
    Fields const little{{"client_id", "weinig"}, {"nonce", ""}, {"state", ""}};
    auto const code = service_.code_for(browser_, little);
    EXPECT_THAT(browser_.path(), Not(HasSubstr("state=")));
    auto const tokens = json::parse(service_.redeem(code, {{"client_id", "weinig"}}).body);
    EXPECT_EQ(tokens.at("scope"), "openid profile") << "email was asked, and it may not";
    EXPECT_FALSE(part_of(tokens.at("id_token"), 1).contains("nonce"));
    auto const known = json::parse(service_.user_info(tokens.at("access_token")).body);
    EXPECT_TRUE(known.contains("name"));
    EXPECT_FALSE(known.contains("email"));
}

TEST_P(Oidc, WhatIsUnknownIsIgnored) {
    auto const code = service_.code_for(browser_, {{"scope", "email profile onbekend openid"},
                                                   {"extra", "foobar"},
                                                   {"display", "popup"},
                                                   {"claims_locales", "se"},
                                                   {"acr_values", "1 2"},
                                                   {"id_token_hint", "eyJ"}});
    EXPECT_NE(code, "");
    browser_.open("/oidc/authorize?request=&request_uri=&response_mode=&prompt=&max_age=&" +
                  encoded(TestEService::request()));
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?code=")) << "what is empty is not there";
    auto const tokens = json::parse(service_.redeem(code, {{"extra", "foobar"}}).body);
    EXPECT_EQ(tokens.at("scope"), "email profile openid");
    EXPECT_EQ(part_of(tokens.at("id_token"), 1).at("acr"), "https://refeds.org/profile/mfa");
}

TEST_P(Oidc, ALoginHintStandsInTheField) {
    auto browser = app_.browser();
    service_.ask(browser, {{"login_hint", "seyma@post.example"}});
    EXPECT_EQ(browser.value("email"), "seyma@post.example");
}

TEST_P(Oidc, AnAddressKeepsItsOwnQuery) {
    service_.add({.id = Id<Client>("vraag"),
                  .secret_hash = sha256_hex(secret),
                  .addresses = {std::string(back) + "?a=b%20c"}});
    Fields const own{{"client_id", "vraag"}, {"redirect_uri", std::string(back) + "?a=b%20c"}};
    auto const code = service_.code_for(browser_, own, "?a=b%20c&code=");
    EXPECT_EQ(service_.redeem(code, own).status, 200);
}

TEST_P(Oidc, AStateComesBackAsItWas) {
    sign_in_with_code(app_, browser_);
    for (auto const& state : {std::string(512, 's'), std::string("a&b=c#d?e/%20+\"<>'\\\r\nX: y \xc3\xa9")}) {
        service_.ask(browser_, {{"state", state}, {"nonce", state}});
        EXPECT_EQ(parameter(browser_.path(), "state"), state);
        auto const answer = service_.redeem(parameter(browser_.path(), "code"));
        EXPECT_EQ(part_of(json::parse(answer.body).at("id_token"), 1).at("nonce"), state);
    }
    service_.ask(browser_, {{"state", std::string(513, 's')}});
    EXPECT_EQ(browser_.status(), 400);
}

TEST_P(Oidc, EveryClientKnowsAnotherSubject) {
    service_.add({.id = Id<Client>("ander"), .secret_hash = sha256_hex(secret)});
    auto const subject = [&](std::string const& client) {
        auto const answer =
            service_.redeem(service_.code_for(browser_, {{"client_id", client}}), {{"client_id", client}});
        return part_of(json::parse(answer.body).at("id_token"), 1).at("sub").get<std::string>();
    };
    auto const first = subject("recept");
    EXPECT_EQ(subject("recept"), first);
    EXPECT_NE(subject("ander"), first);
}

TEST_P(Oidc, ACodeIsWorthOneAnswer) {
    auto const code = service_.code_for(browser_);
    auto const first = service_.redeem(code);
    std::string const token = json::parse(first.body).at("access_token");
    EXPECT_EQ(service_.user_info(token).status, 200);
    EXPECT_EQ(error_of(service_.redeem(code)), "400 invalid_grant");
    EXPECT_EQ(service_.user_info(token).status, 401) << "what came of it ended";
    EXPECT_EQ(error_of(service_.redeem(code)), "400 invalid_grant");
    EXPECT_EQ(lines(app_, AuditType::client_code_again), 1);
    EXPECT_EQ(lines(app_, AuditType::client_signed_in), 1);
}

TEST_P(Oidc, ACodeIsOfItsClientAddressAndVerifier) {
    service_.add({.id = Id<Client>("ander"), .secret_hash = sha256_hex(secret)});
    auto const code = service_.code_for(browser_);
    EXPECT_EQ(error_of(service_.redeem(code, {{"client_id", "ander"}})), "400 invalid_grant");
    EXPECT_EQ(error_of(service_.redeem(code, {{"redirect_uri", "https://recept.example/anders"}})),
              "400 invalid_grant");
    EXPECT_EQ(error_of(service_.redeem(
                  code, {{"code_verifier", "een-andere-tekst-van-de-goede-lengte-0123456789"}})),
              "400 invalid_grant");
    EXPECT_EQ(error_of(service_.redeem(code, {{"code_verifier", ""}})), "400 invalid_grant");
    EXPECT_EQ(error_of(service_.redeem(code + "x")), "400 invalid_grant");
    EXPECT_EQ(service_.redeem(code).status, 200) << "none of that cost the right one its answer";
}

// The last letter of a code has bits that stand for nothing: another spelling is another text with one hash
// each.
TEST_P(Oidc, ACodeHasOneSpelling) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    auto const code = service_.code_for(browser_);
    EXPECT_EQ(service_.redeem(code).status, 200);
    for (auto const letter : letters) {
        auto other = code;
        other.back() = letter;
        EXPECT_EQ(error_of(service_.redeem(other)), "400 invalid_grant") << other;
    }
    for (auto const* more : {"=", " ", "\n", "==", "."})
        EXPECT_EQ(error_of(service_.redeem(code + more)), "400 invalid_grant") << more;
}

TEST_P(Oidc, ACodeLastsAMinute) {
    auto const code = service_.code_for(browser_);
    app_.wait(60s);
    EXPECT_EQ(error_of(service_.redeem(code)), "400 invalid_grant");
    auto const other = service_.code_for(browser_);
    app_.wait(59s);
    EXPECT_EQ(service_.redeem(other).status, 200);
}

TEST_P(Oidc, SigningOutEndsCodesAndTokens) {
    auto const code = service_.code_for(browser_);
    std::string const token = json::parse(service_.redeem(code).body).at("access_token");
    auto const unused = service_.code_for(browser_);
    EXPECT_EQ(service_.user_info(token).status, 200);
    browser_.open("/mijn-account").press("/uitloggen");
    EXPECT_EQ(service_.user_info(token).status, 401);
    EXPECT_EQ(error_of(service_.redeem(unused)), "400 invalid_grant");
}

TEST_P(Oidc, AnAccessTokenLastsTenMinutes) {
    std::string const token =
        json::parse(service_.redeem(service_.code_for(browser_)).body).at("access_token");
    EXPECT_LE(token.size(), 120U);
    app_.wait(599s);
    EXPECT_EQ(service_.user_info(token).status, 200);
    app_.wait(1s);
    auto const late = service_.user_info(token);
    EXPECT_EQ(late.status, 401);
    EXPECT_THAT(header_of(late, "WWW-Authenticate"), HasSubstr("error=\"invalid_token\""));
    EXPECT_THAT(header_of(service_.program(Method::get, "/oidc/userinfo", ""), "WWW-Authenticate"),
                Not(HasSubstr("error")));
}

TEST_P(Oidc, NobodyIsSentToAnAddressThatIsNotTheClients) {
    for (auto const* address :
         {"https://recept.example/terug/", "https://recept.example/terug?a=b", "https://evil.example/terug",
          "javascript:alert(1)", "//evil.example", "/diensten"}) {
        service_.ask(browser_, {{"redirect_uri", address}});
        EXPECT_EQ(browser_.status(), 400) << address;
        EXPECT_EQ(browser_.heading(), "Inloggen lukt nu niet");
        EXPECT_THAT(browser_.html(), HasSubstr("href=\"https://recept.example/\""));
    }
    service_.ask(browser_, {{"client_id", "onbekend"}});
    EXPECT_EQ(browser_.status(), 400);
    EXPECT_EQ(browser_.heading(), "Deze dienst kennen wij niet");
}

// By a page from which browsers let a form go there.
TEST_P(Oidc, WhatIsWrongIsToldByAFormToo) {
    auto const asked = encoded(TestEService::request({{"response_mode", "form_post"}, {"scope", "profile"}}));
    auto const led = service_.program(Method::get, "/oidc/authorize?" + asked, "");
    auto const told = service_.program(Method::get, header_of(led, "Location"), "");
    EXPECT_EQ(told.status, 200);
    EXPECT_THAT(told.body, HasSubstr("value=\"invalid_scope\""));
    EXPECT_THAT(header_of(told, "Content-Security-Policy"), Not(HasSubstr("form-action")));
}

TEST_P(Oidc, WhatIsWrongIsToldToTheClient) {
    struct Case {
        Fields other;
        std::string error;
    };
    for (auto const& [other, error] : {
             Case{{{"response_type", ""}}, "invalid_request"},
             Case{{{"response_type", "token"}}, "unsupported_response_type"},
             Case{{{"response_type", "code id_token"}}, "unsupported_response_type"},
             Case{{{"response_mode", "fragment"}}, "invalid_request"},
             Case{{{"scope", ""}}, "invalid_scope"},
             Case{{{"scope", "profile"}}, "invalid_scope"},
             Case{{{"code_challenge", ""}, {"code_challenge_method", ""}}, "invalid_request"},
             Case{{{"code_challenge", ""}}, "invalid_request"},
             Case{{{"code_challenge_method", "plain"}}, "invalid_request"},
             Case{{{"code_challenge_method", ""}}, "invalid_request"},
             Case{{{"code_challenge", "kort"}}, "invalid_request"},
             Case{{{"prompt", "none login"}}, "invalid_request"},
             Case{{{"prompt", "anders"}}, "invalid_request"},
             Case{{{"max_age", "-"}}, "invalid_request"},
             Case{{{"max_age", "-775"}}, "invalid_request"},
             Case{{{"request", "eyJ"}}, "request_not_supported"},
             Case{{{"request_uri", "https://recept.example/vraag"}}, "request_uri_not_supported"},
             Case{{{"prompt", "none"}}, "login_required"},
         }) {
        auto browser = app_.browser();
        service_.ask(browser, other);
        EXPECT_THAT(browser.path(), StartsWith(std::string(back) + "?error=" + error + "&"));
        EXPECT_EQ(parameter(browser.path(), "state"), "staat & 1") << error;
        EXPECT_EQ(parameter(browser.path(), "iss"), app_.app().site.public_url);
    }
    browser_.open("/oidc/authorize?client_id=recept&client_id=recept");
    EXPECT_EQ(browser_.status(), 400);
    EXPECT_EQ(browser_.heading(), "Inloggen lukt nu niet");
}

TEST_P(Oidc, PromptLoginAsksWhoIsSignedInOnceMore) {
    auto const signed_in_at = [&] {
        auto const answer = service_.redeem(parameter(browser_.path(), "code"));
        return part_of(json::parse(answer.body).at("id_token"), 1).at("auth_time").get<std::int64_t>();
    };
    auto const first = (service_.code_for(browser_), signed_in_at());
    app_.wait(1min);
    service_.ask(browser_, {{"prompt", "login"}});
    EXPECT_EQ(browser_.heading(), "Inloggen");
    service_.sign_in_here(browser_);
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?code="));
    auto const second = signed_in_at();
    EXPECT_GT(second, first);
    service_.ask(browser_, {{"max_age", "30"}});
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?code="));
    app_.wait(31s);
    service_.ask(browser_, {{"max_age", "30"}});
    EXPECT_EQ(browser_.heading(), "Inloggen");
    service_.ask(browser_, {{"max_age", "30"}, {"prompt", "none"}});
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?error=login_required&"));
    service_.ask(browser_, {{"max_age", "10000"}});
    EXPECT_EQ(signed_in_at(), second);
}

// In either order, each at its own request.
TEST_P(Oidc, TabsDoNotDisturbEachOther) {
    service_.add({.id = Id<Client>("ander"), .secret_hash = sha256_hex(secret)});
    auto browser = app_.browser();
    service_.ask(browser, {{"state", "eerste"}});
    auto const first = browser.path();
    service_.ask(browser, {{"state", "tweede"}, {"client_id", "ander"}});
    service_.sign_in_here(browser);
    EXPECT_EQ(parameter(browser.path(), "state"), "tweede");
    browser.open(first);
    EXPECT_EQ(parameter(browser.path(), "state"), "eerste");
    EXPECT_EQ(service_.redeem(parameter(browser.path(), "code")).status, 200);
}

TEST_P(Oidc, ATypingErrorAndAReloadForgetNothing) {
    auto browser = app_.browser();
    service_.ask(browser);
    app_.wait(61s);
    browser.submit({{"email", "seyma@post.example"}, {"password", "niet het wachtwoord"}});
    EXPECT_EQ(browser.status(), 422);
    EXPECT_EQ(browser.reload().heading(), "Inloggen");
    browser.submit({{"email", "seyma@post.example"}, {"password", test_password}});
    auto const code = app_.code();
    browser.submit({{"code", code == "000000" ? "000001" : "000000"}});
    EXPECT_EQ(browser.status(), 422);
    browser.reload().submit({{"code", code}});
    EXPECT_THAT(browser.path(), StartsWith(std::string(back) + "?code="));
}

TEST_P(Oidc, WhoStaysAwayTooLongBeginsAtTheService) {
    auto browser = app_.browser();
    service_.ask(browser);
    app_.wait(30min);
    service_.sign_in_here(browser);
    EXPECT_EQ(browser.heading(), "U bent te lang weggeweest");
    EXPECT_THAT(browser.html(), HasSubstr("href=\"https://recept.example/\""));
    browser.open("/diensten");
    EXPECT_EQ(browser.heading(), "Uw diensten") << "and is signed in";
}

TEST_P(Oidc, WhoIsNoPatientOfItsPracticesGetsNoCode) {
    Practice const other{
        new_id<Practice>(app_.now(), app_.app().random), "de-eik", "De Eik", "020 555 0199", "", false};
    app_.app().database.transaction(
        [&](Transaction& transaction) { add_practice(transaction, other, app_.now()); });
    service_.add({.id = Id<Client>("elders"), .secret_hash = sha256_hex(secret), .practices = {other.id}});
    sign_in_with_code(app_, browser_);
    service_.ask(browser_, {{"client_id", "elders"}});
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?error=access_denied&"));
}

TEST_P(Oidc, AnAnswerByFormIsAPageThatSendsItself) {
    sign_in_with_code(app_, browser_);
    service_.ask(browser_, {{"response_mode", "form_post"}});
    EXPECT_EQ(browser_.heading(), "U bent ingelogd");
    EXPECT_THAT(browser_.html(), HasSubstr("action=\"https://recept.example/terug\""));
    EXPECT_EQ(browser_.value("state"), "staat & 1");
    EXPECT_EQ(service_.redeem(browser_.value("code")).status, 200);
}

TEST_P(Oidc, APostFromAnotherSiteIsTakenUpWithTheSession) {
    sign_in_with_code(app_, browser_);
    auto const answer = service_.program(Method::post, "/oidc/authorize", encoded(service_.request()),
                                         {{"sec-fetch-site", "cross-site"}});
    EXPECT_EQ(answer.status, 303);
    auto const on = header_of(answer, "Location");
    EXPECT_THAT(on, StartsWith("/e-dienst?aanvraag="));
    browser_.open(on);
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?code="));
}

TEST_P(Oidc, AClientShowsWhoItIs) {
    auto const basic = [](std::string const& pair) {
        auto text = to_base64url(pair);
        std::ranges::replace(text, '-', '+');
        std::ranges::replace(text, '_', '/');
        while (text.size() % 4 != 0) text += '=';
        return "Basic " + text;
    };
    auto const by_header = [&](std::string const& header, Fields const& other = {}) {
        Fields fields{{"grant_type", "authorization_code"},
                      {"code", service_.code_for(browser_)},
                      {"redirect_uri", back},
                      {"code_verifier", verifier}};
        fields.insert(other.begin(), other.end());
        return service_.program(Method::post, "/oidc/token", encoded(fields), {{"authorization", header}});
    };
    EXPECT_EQ(by_header(basic("recept:" + std::string(secret))).status, 200);
    EXPECT_EQ(by_header("bAsIc " + basic("recept:" + std::string(secret)).substr(6)).status, 200);
    for (auto const& header : {basic("recept:anders"), basic("onbekend:" + std::string(secret)),
                               basic("recept"), std::string("Basic ???"), std::string("Bearer x")}) {
        auto const answer = by_header(header);
        EXPECT_EQ(error_of(answer), "401 invalid_client") << header;
        EXPECT_THAT(header_of(answer, "WWW-Authenticate"), StartsWith("Basic "));
    }
    EXPECT_EQ(
        by_header(basic("recept:" + std::string(secret)), {{"client_id", ""}, {"client_secret", ""}}).status,
        200);
    EXPECT_EQ(error_of(by_header(basic("recept:" + std::string(secret)), {{"client_id", "ander"}})),
              "401 invalid_client");
    EXPECT_EQ(error_of(by_header(basic("recept:" + std::string(secret)), {{"client_secret", secret}})),
              "400 invalid_request");
    EXPECT_EQ(error_of(service_.redeem(service_.code_for(browser_), {{"client_secret", "anders"}})),
              "401 invalid_client");
    EXPECT_EQ(error_of(service_.redeem(service_.code_for(browser_), {{"client_secret", ""}})),
              "401 invalid_client");
    EXPECT_EQ(error_of(service_.redeem(service_.code_for(browser_), {{"client_id", ""}})),
              "401 invalid_client");
}

TEST_P(Oidc, APublicClientHasItsVerifierOnly) {
    service_.add({.id = Id<Client>("open")});
    Fields const by_name{{"client_id", "open"}, {"client_secret", ""}};
    EXPECT_EQ(service_.redeem(service_.code_for(browser_, {{"client_id", "open"}}), by_name).status, 200);
    EXPECT_EQ(error_of(service_.redeem(service_.code_for(browser_, {{"client_id", "open"}}),
                                       {{"client_id", "open"}, {"client_secret", "iets"}})),
              "401 invalid_client");
}

TEST_P(Oidc, ARemovedClientIsUnknown) {
    std::string const token =
        json::parse(service_.redeem(service_.code_for(browser_)).body).at("access_token");
    auto const code = service_.code_for(browser_);
    app_.app().database.transaction([&](Transaction& transaction) {
        remove_client(transaction, Id<Client>("recept"), app_.now());
        end_grants_of_client(transaction, Id<Client>("recept"), app_.now());
    });
    EXPECT_EQ(error_of(service_.redeem(code)), "401 invalid_client");
    EXPECT_EQ(service_.user_info(token).status, 401);
    service_.ask(browser_);
    EXPECT_EQ(browser_.heading(), "Deze dienst kennen wij niet");
}

// Chromium holds a page's form-action against every redirect after its form (w3c/webappsec-csp#8).
TEST_P(Oidc, OnTheWayToAServiceAFormMayEndThere) {
    auto const policy = [&](std::string const& path) {
        return header_of(service_.program(Method::get, path, ""), "Content-Security-Policy");
    };
    EXPECT_THAT(policy("/inloggen"), HasSubstr("form-action 'self'"));
    EXPECT_THAT(policy("/inloggen?aanvraag=van-een-ander"), HasSubstr("form-action 'self'"));
    auto browser = app_.browser();
    service_.ask(browser);
    EXPECT_EQ(browser.heading(), "Inloggen");
    EXPECT_THAT(policy(browser.path()), Not(HasSubstr("form-action")));
    for (auto const* part : {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"})
        EXPECT_THAT(policy(browser.path()), HasSubstr(part)) << "all else stays";
}

// A browser cuts a window off from the one that opened it at the first answer with this header, a redirect
// too.
TEST_P(Oidc, AWindowOfItsOwnStaysWithTheOneThatOpenedIt) {
    service_.add({.id = Id<Client>("venster"), .secret_hash = sha256_hex(secret), .opens_in_popup = true});
    constexpr auto opener = "Cross-Origin-Opener-Policy";
    auto const first_of = [&](std::string const& client) {
        auto const query = encoded(TestEService::request({{"client_id", client}}));
        return service_.program(Method::get, "/oidc/authorize?" + query, "");
    };
    auto browser = app_.browser();
    for (auto const* client : {"recept", "venster"}) {
        auto const is_window = client == std::string("venster");
        EXPECT_EQ(header_of(first_of(client), opener), "");
        service_.ask(browser, {{"client_id", client}});
        EXPECT_EQ(browser.heading(), "Inloggen");
        EXPECT_EQ(header_of(service_.program(Method::get, browser.path(), ""), opener),
                  is_window ? "" : "same-origin");
    }
    EXPECT_EQ(header_of(service_.program(Method::get, "/inloggen", ""), opener), "same-origin");
}

TEST_P(Oidc, AProgramInTheBrowserReadsWhatIsForIt) {
    constexpr auto may = "Access-Control-Allow-Origin";
    service_.add({.id = Id<Client>("eigen"), .addresses = {"http://127.0.0.1/terug"}});
    auto const of = [&](Method method, std::string const& path, std::string const& origin) {
        return header_of(service_.program(method, path, "", {{"origin", origin}}), may);
    };
    for (auto const* path :
         {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oidc/keys"}) {
        EXPECT_EQ(of(Method::get, path, "https://wie-dan-ook.example"), "https://wie-dan-ook.example");
        EXPECT_THAT(header_of(service_.program(Method::get, path, ""), "Vary"), HasSubstr("Origin"));
    }
    for (auto const* path : {"/oidc/token", "/oidc/userinfo"})
        for (auto const method : {Method::post, Method::options}) {
            for (auto const* site : {"https://recept.example", "http://127.0.0.1:4711"})
                EXPECT_EQ(of(method, path, site), site) << "what is refused too: " << path;
            for (auto const* site : {"https://evil.example", "https://recept.example.evil.example",
                                     "http://recept.example", "https://recept.example:8443", "null", "",
                                     "http://127.0.0.1:80@evil.example", "http://localhost:4711"})
                EXPECT_EQ(of(method, path, site), "") << site;
        }
    auto const asked_first =
        service_.program(Method::options, "/oidc/userinfo", "", {{"origin", "https://recept.example"}});
    EXPECT_EQ(asked_first.status, 200);
    EXPECT_EQ(header_of(asked_first, "Access-Control-Allow-Headers"), "authorization, content-type");
    for (auto const* path : {"/diensten", "/oidc/authorize", "/e-dienst", "/mijn-account"})
        EXPECT_EQ(of(Method::get, path, "https://recept.example"), "") << path;
    EXPECT_EQ(header_of(asked_first, "Access-Control-Allow-Credentials"), "") << "no cookie counts";
}

TEST_P(Oidc, TheServicesLanguageCountsUntilThePatientChooses) {
    auto browser = app_.browser();
    service_.ask(browser, {{"ui_locales", "fr-FR en-GB nl"}});
    EXPECT_EQ(browser.heading(), "Sign in");
    browser.press_language();
    EXPECT_EQ(browser.heading(), "Inloggen");
    service_.ask(browser, {{"ui_locales", "en"}});
    EXPECT_EQ(browser.heading(), "Inloggen");
}

// Programs throw away what is refused: what is our trouble is said to be.
TEST_P(Oidc, ABrokenDatabaseRefusesNothing) {
    auto const code = service_.code_for(browser_);
    auto const rename = [&](std::string const& from, std::string const& to) {
        app_.app().database.transaction([&, sql = "ALTER TABLE " + from + " RENAME TO " +
                                                  to](Transaction& transaction) { transaction.script(sql); });
    };
    rename("client", "client_away");
    EXPECT_EQ(error_of(service_.redeem(code)), "500 server_error");
    rename("client_away", "client");
    auto const tokens = json::parse(service_.redeem(code).body);
    rename("client_grant", "grant_away");
    EXPECT_EQ(error_of(service_.user_info(tokens.at("access_token"))), "500 server_error");
    rename("grant_away", "client_grant");
    EXPECT_EQ(service_.user_info(tokens.at("access_token")).status, 200);
}

TEST_P(Oidc, APageFetchedAheadGetsNoCode) {
    auto const answer =
        service_.program(Method::get, "/oidc/authorize", "", {{"sec-purpose", "prefetch;prerender"}});
    EXPECT_EQ(answer.status, 403);
    sign_in_with_code(app_, browser_);
    auto const asked =
        service_.program(Method::get, "/oidc/authorize?" + encoded(TestEService::request()), "");
    EXPECT_EQ(
        service_.program(Method::get, header_of(asked, "Location"), "", {{"sec-purpose", "prefetch"}}).status,
        403);
}

TEST_P(Oidc, StoresNothingForWhoIsNotSignedIn) {
    auto const rows = [&] {
        return count(app_, "client_grant") + count(app_, "session") + count(app_, "throttle");
    };
    auto const before = rows();
    for (int i = 0; i < 20; ++i) {
        auto browser = app_.browser();
        service_.ask(browser, {{"state", std::to_string(i)}});
    }
    EXPECT_EQ(rows(), before);
}

TEST_P(Oidc, DiscoveryIsOfThisIssuer) {
    auto const answer = service_.program(Method::get, "/.well-known/openid-configuration", "");
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(header_of(answer, "Cache-Control"), HasSubstr("max-age=3600"));
    auto const found = json::parse(answer.body);
    auto const issuer = found.at("issuer").get<std::string>();
    EXPECT_EQ(issuer, app_.app().site.public_url);
    EXPECT_THAT(issuer, Not(EndsWith("/")));
    for (auto const* name : {"authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"})
        EXPECT_THAT(found.at(name).get<std::string>(), StartsWith(issuer + "/")) << name;
    EXPECT_EQ(json::parse(service_.program(Method::get, "/.well-known/oauth-authorization-server", "").body),
              found);
}

TEST_P(Oidc, ANewKeyIsPublishedADayBeforeItSigns) {
    auto const kid = [&] {
        std::string const token =
            json::parse(service_.redeem(service_.code_for(browser_)).body).at("id_token");
        return json::parse(from_base64url(token.substr(0, token.find('.'))).value())
            .at("kid")
            .get<std::string>();
    };
    auto const keys = [&] {
        return json::parse(service_.program(Method::get, "/oidc/keys", "").body).at("keys").size();
    };
    auto const first = kid();
    app_.app().database.transaction([&](Transaction& transaction) {
        EXPECT_EQ(app_.app().signing_keys.rotate(transaction, app_.now()), 2);
        EXPECT_EQ(app_.app().signing_keys.rotate(transaction, app_.now()), 0) << "one waits";
    });
    EXPECT_EQ(keys(), 4U);
    EXPECT_EQ(kid(), first);
    app_.wait(24h);
    EXPECT_NE(kid(), first);
    EXPECT_EQ(keys(), 4U) << "what the old one signed is read still";
    app_.wait(24h);
    EXPECT_EQ(keys(), 2U);
}

INSTANTIATE_TEST_SUITE_P(Databases, Oidc, testing::ValuesIn(contract_databases()),
                         [](auto const& kind) { return kind.param; });

}  // namespace
}  // namespace voordeur
