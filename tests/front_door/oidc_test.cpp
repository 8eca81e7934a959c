// SPDX-License-Identifier: EUPL-1.2
// An e-service lets Voordeur do the signing in: what it asks, what it gets, and what nobody gets. Real
// programs do it in tests/journeys/oidc_journey.mjs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <regex>

#include "app.hpp"
#include "base/escaping.hpp"
#include "clients/client_store.hpp"
#include "clients/grant_store.hpp"
#include "clients/signing_keys.hpp"
#include "crypto/encoding.hpp"
#include "crypto/signature.hpp"
#include "sessions/session_store.hpp"
#include "store/database.hpp"
#include "support/test_account.hpp"

namespace voordeur {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto back = "https://recept.example/terug";
constexpr auto secret = "geheim-van-de-dienst";
constexpr auto verifier = "een-lange-tekst-die-alleen-de-dienst-kent-1234567890";

std::string header_of(Response const& response, std::string const& name) {
    std::smatch found;
    auto const is_there =
        std::regex_search(response.header_lines, found, std::regex("(?:^|\n)" + name + ": ([^\r]*)\r"));
    return is_there ? found[1].str() : "";
}

// Of an address's query.
std::string parameter(std::string const& address, std::string const& name) {
    auto const form = Form::parse(address.substr(std::min(address.find('?'), address.size() - 1) + 1));
    return form ? form->text(name) : "";
}

json payload_of(std::string const& token) {
    auto const first = token.find('.'), second = token.find('.', first + 1);
    return json::parse(from_base64url(token.substr(first + 1, second - first - 1)).value());
}

std::string encoded(Fields const& fields) {
    std::string text;
    for (auto const& [name, value] : fields)
        text += (text.empty() ? "" : "&") + url_encoded(name) + "=" + url_encoded(value);
    return text;
}

class Oidc : public testing::TestWithParam<std::string> {
  protected:
    Oidc() { make_account(app_, browser_); }

    void SetUp() override { add({.id = Id<Client>("recept"), .secret_hash = sha256_hex(secret)}); }

    void add(Client client) {
        client.name_nl = "Herhaalrecept aanvragen";
        client.name_en = "Repeat prescriptions";
        client.start_address = "https://recept.example/";
        client.addresses = {back};
        if (client.practices.empty()) client.practices = {app_.practice().id};
        if (client.scopes.empty()) client.scopes = {"profile", "email"};
        app_.app().database.transaction([&](Transaction& transaction) {
            add_client(transaction, client, app_.now());
            app_.app().signing_keys.make_first(transaction, app_.now());
        });
    }

    static Fields request(Fields const& other = {}) {
        Fields fields{{"client_id", "recept"},
                      {"redirect_uri", back},
                      {"response_type", "code"},
                      {"scope", "openid profile email"},
                      {"state", "staat & 1"},
                      {"nonce", "nonce-1"},
                      {"code_challenge", to_base64url(sha256(verifier))},
                      {"code_challenge_method", "S256"}};
        for (auto const& [name, value] : other)
            if (value.empty())
                fields.erase(name);
            else
                fields[name] = value;
        return fields;
    }
    TestBrowser& ask(TestBrowser& browser, Fields const& other = {}) {
        return browser.open("/oidc/authorize?" + encoded(request(other)));
    }
    // As a patient who is signed in nowhere: E1, and the code.
    void sign_in_here(TestBrowser& browser) {
        app_.wait(61s);
        browser.submit({{"email", "seyma@post.example"}, {"password", test_password}});
        browser.submit({{"code", app_.code()}});
    }
    std::string code_for(TestBrowser& browser, Fields const& other = {}) {
        ask(browser, other);
        if (browser.heading() == "Inloggen") sign_in_here(browser);
        EXPECT_THAT(browser.path(), StartsWith(back));
        return parameter(browser.path(), "code");
    }

    Response program(Method method, std::string const& path, std::string const& body,
                     std::map<std::string, std::string, std::less<>> headers = {}) {
        Request request;
        request.method = method;
        request.path = path;
        request.body = body;
        request.peer = "198.51.100.7";
        request.headers = std::move(headers);
        if (method == Method::post)
            request.headers.emplace("content-type", "application/x-www-form-urlencoded");
        return app_.dispatcher().answer(request);
    }
    Response redeem(std::string const& code, Fields const& other = {}) {
        Fields fields{
            {"grant_type", "authorization_code"}, {"code", code},          {"redirect_uri", back},
            {"code_verifier", verifier},          {"client_id", "recept"}, {"client_secret", secret}};
        for (auto const& [name, value] : other)
            if (value.empty())
                fields.erase(name);
            else
                fields[name] = value;
        return program(Method::post, "/oidc/token", encoded(fields));
    }
    Response user_info(std::string const& access_token) {
        return program(Method::get, "/oidc/userinfo", "", {{"authorization", "Bearer " + access_token}});
    }
    std::string error_of(Response const& response) {
        return std::to_string(response.status) + " " + json::parse(response.body).value("error", "");
    }

    TestApp app_{{}, GetParam()};
    TestBrowser browser_ = app_.browser();
};

TEST_P(Oidc, APatientWhoSignsInIsTakenBackToTheService) {
    auto browser = app_.browser();
    ask(browser);
    EXPECT_EQ(browser.heading(), "Inloggen");
    sign_in_here(browser);
    EXPECT_THAT(browser.path(), StartsWith(std::string(back) + "?code="));
    EXPECT_EQ(parameter(browser.path(), "state"), "staat & 1");
    EXPECT_EQ(parameter(browser.path(), "iss"), app_.app().site.public_url);
    EXPECT_LE(parameter(browser.path(), "code").size(), 256U);

    auto const answer = redeem(parameter(browser.path(), "code"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
    auto const tokens = json::parse(answer.body);
    EXPECT_EQ(tokens.at("token_type"), "Bearer");
    EXPECT_EQ(tokens.at("scope"), "openid profile email");
    auto const claims = payload_of(tokens.at("id_token"));
    EXPECT_EQ(claims.at("iss"), app_.app().site.public_url);
    EXPECT_EQ(claims.at("aud"), "recept");
    EXPECT_EQ(claims.at("nonce"), "nonce-1");
    EXPECT_EQ(claims.at("amr"), json::array({"pwd", "sms", "mfa"}));
    EXPECT_FALSE(claims.contains("email")) << "that is asked at UserInfo";

    auto const known = json::parse(user_info(tokens.at("access_token")).body);
    EXPECT_EQ(known.at("sub"), claims.at("sub"));
    EXPECT_EQ(known.at("email"), "seyma@post.example");
}

TEST_P(Oidc, WhoIsSignedInIsAskedNothing) {
    sign_in_with_code(app_, browser_);
    ask(browser_);
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?code="));
    ask(browser_, {{"prompt", "none"}});
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?code="));
}

TEST_P(Oidc, TheSignatureIsOfAPublishedKey) {
    add({.id = Id<Client>("es"), .secret_hash = sha256_hex(secret), .signed_with = SigningAlgorithm::es256});
    auto const keys = json::parse(program(Method::get, "/oidc/keys", "").body).at("keys");
    ASSERT_EQ(keys.size(), 2U);
    EXPECT_NE(keys[0].at("kid"), keys[1].at("kid"));
    for (auto const& key : keys) EXPECT_FALSE(key.contains("d"));
    for (auto const* client : {"recept", "es"}) {
        auto const answer = redeem(code_for(browser_, {{"client_id", client}}), {{"client_id", client}});
        std::string const token = json::parse(answer.body).at("id_token");
        auto const header = json::parse(from_base64url(token.substr(0, token.find('.'))).value());
        auto const key =
            std::ranges::find_if(keys, [&](auto const& each) { return each.at("kid") == header.at("kid"); });
        ASSERT_NE(key, keys.end());
        EXPECT_EQ(key->at("alg"), header.at("alg"));
        EXPECT_EQ(header.at("alg"), client == std::string("es") ? "ES256" : "RS256");
    }
}

TEST_P(Oidc, EveryClientKnowsAnotherSubject) {
    add({.id = Id<Client>("ander"), .secret_hash = sha256_hex(secret)});
    auto const subject = [&](std::string const& client) {
        auto const answer = redeem(code_for(browser_, {{"client_id", client}}), {{"client_id", client}});
        return payload_of(json::parse(answer.body).at("id_token")).at("sub").get<std::string>();
    };
    auto const first = subject("recept");
    EXPECT_EQ(subject("recept"), first);
    EXPECT_NE(subject("ander"), first);
}

TEST_P(Oidc, ACodeIsWorthOneAnswer) {
    auto const code = code_for(browser_);
    auto const first = redeem(code);
    std::string const token = json::parse(first.body).at("access_token");
    EXPECT_EQ(user_info(token).status, 200);
    EXPECT_EQ(error_of(redeem(code)), "400 invalid_grant");
    EXPECT_EQ(user_info(token).status, 401) << "what came of it ended";
    EXPECT_EQ(error_of(redeem(code)), "400 invalid_grant");
}

TEST_P(Oidc, ACodeIsOfItsClientAddressAndVerifier) {
    add({.id = Id<Client>("ander"), .secret_hash = sha256_hex(secret)});
    auto const code = code_for(browser_);
    EXPECT_EQ(error_of(redeem(code, {{"client_id", "ander"}})), "400 invalid_grant");
    EXPECT_EQ(error_of(redeem(code, {{"redirect_uri", "https://recept.example/anders"}})),
              "400 invalid_grant");
    EXPECT_EQ(error_of(redeem(code, {{"code_verifier", "een-andere-tekst-van-de-goede-lengte-0123456789"}})),
              "400 invalid_grant");
    EXPECT_EQ(error_of(redeem(code, {{"code_verifier", ""}})), "400 invalid_grant");
    EXPECT_EQ(error_of(redeem(code + "x")), "400 invalid_grant");
    EXPECT_EQ(redeem(code).status, 200) << "none of that cost the right one its answer";
}

TEST_P(Oidc, ACodeLastsAMinute) {
    auto const code = code_for(browser_);
    app_.wait(60s);
    EXPECT_EQ(error_of(redeem(code)), "400 invalid_grant");
    auto const other = code_for(browser_);
    app_.wait(59s);
    EXPECT_EQ(redeem(other).status, 200);
}

TEST_P(Oidc, SigningOutEndsCodesAndTokens) {
    auto const code = code_for(browser_);
    std::string const token = json::parse(redeem(code).body).at("access_token");
    auto const unused = code_for(browser_);
    EXPECT_EQ(user_info(token).status, 200);
    browser_.open("/mijn-account").press("/uitloggen");
    EXPECT_EQ(user_info(token).status, 401);
    EXPECT_EQ(error_of(redeem(unused)), "400 invalid_grant");
}

TEST_P(Oidc, AnAccessTokenLastsTenMinutes) {
    std::string const token = json::parse(redeem(code_for(browser_)).body).at("access_token");
    EXPECT_LE(token.size(), 120U);
    app_.wait(599s);
    EXPECT_EQ(user_info(token).status, 200);
    app_.wait(1s);
    auto const late = user_info(token);
    EXPECT_EQ(late.status, 401);
    EXPECT_THAT(header_of(late, "WWW-Authenticate"), HasSubstr("error=\"invalid_token\""));
    EXPECT_THAT(header_of(program(Method::get, "/oidc/userinfo", ""), "WWW-Authenticate"),
                Not(HasSubstr("error")));
}

TEST_P(Oidc, NobodyIsSentToAnAddressThatIsNotTheClients) {
    for (auto const* address :
         {"https://recept.example/terug/", "https://recept.example/terug?a=b", "https://evil.example/terug",
          "javascript:alert(1)", "//evil.example", "/diensten"}) {
        ask(browser_, {{"redirect_uri", address}});
        EXPECT_EQ(browser_.status(), 400) << address;
        EXPECT_EQ(browser_.heading(), "Inloggen bij Herhaalrecept aanvragen lukt nu niet");
        EXPECT_THAT(browser_.html(), HasSubstr("href=\"https://recept.example/\""));
    }
    ask(browser_, {{"client_id", "onbekend"}});
    EXPECT_EQ(browser_.status(), 400);
    EXPECT_EQ(browser_.heading(), "Deze dienst kennen wij niet");
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
             Case{{{"request", "eyJ"}}, "request_not_supported"},
             Case{{{"request_uri", "https://recept.example/vraag"}}, "request_uri_not_supported"},
             Case{{{"prompt", "none"}}, "login_required"},
         }) {
        auto browser = app_.browser();
        ask(browser, other);
        EXPECT_THAT(browser.path(), StartsWith(std::string(back) + "?error=" + error + "&"));
        EXPECT_EQ(parameter(browser.path(), "state"), "staat & 1") << error;
        EXPECT_EQ(parameter(browser.path(), "iss"), app_.app().site.public_url);
    }
    browser_.open("/oidc/authorize?client_id=recept&client_id=recept");
    EXPECT_EQ(browser_.status(), 400);
    EXPECT_EQ(browser_.heading(), "Inloggen lukt nu niet");
}

TEST_P(Oidc, PromptLoginAsksWhoIsSignedInOnceMore) {
    sign_in_with_code(app_, browser_);
    app_.wait(1min);
    ask(browser_, {{"prompt", "login"}});
    EXPECT_EQ(browser_.heading(), "Inloggen");
    sign_in_here(browser_);
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?code="));
    ask(browser_, {{"max_age", "30"}});
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?code="));
    app_.wait(31s);
    ask(browser_, {{"max_age", "30"}});
    EXPECT_EQ(browser_.heading(), "Inloggen");
    ask(browser_, {{"max_age", "30"}, {"prompt", "none"}});
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?error=login_required&"));
    ask(browser_, {{"max_age", "10000"}});
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?code="));
}

// In either order, each at its own request.
TEST_P(Oidc, TabsDoNotDisturbEachOther) {
    add({.id = Id<Client>("ander"), .secret_hash = sha256_hex(secret)});
    auto browser = app_.browser();
    ask(browser, {{"state", "eerste"}});
    auto const first = browser.path();
    ask(browser, {{"state", "tweede"}, {"client_id", "ander"}});
    sign_in_here(browser);
    EXPECT_EQ(parameter(browser.path(), "state"), "tweede");
    browser.open(first);
    EXPECT_EQ(parameter(browser.path(), "state"), "eerste");
    EXPECT_EQ(redeem(parameter(browser.path(), "code")).status, 200);
}

TEST_P(Oidc, WhoStaysAwayTooLongBeginsAtTheService) {
    auto browser = app_.browser();
    ask(browser);
    app_.wait(30min);
    sign_in_here(browser);
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
    add({.id = Id<Client>("elders"), .secret_hash = sha256_hex(secret), .practices = {other.id}});
    sign_in_with_code(app_, browser_);
    ask(browser_, {{"client_id", "elders"}});
    EXPECT_THAT(browser_.path(), StartsWith(std::string(back) + "?error=access_denied&"));
}

TEST_P(Oidc, AnAnswerByFormIsAPageThatSendsItself) {
    sign_in_with_code(app_, browser_);
    ask(browser_, {{"response_mode", "form_post"}});
    EXPECT_EQ(browser_.heading(), "U bent ingelogd");
    EXPECT_THAT(browser_.html(), HasSubstr("action=\"https://recept.example/terug\""));
    EXPECT_EQ(browser_.value("state"), "staat & 1");
    EXPECT_EQ(redeem(browser_.value("code")).status, 200);
}

TEST_P(Oidc, APostFromAnotherSiteIsTakenUpWithTheSession) {
    sign_in_with_code(app_, browser_);
    auto const answer =
        program(Method::post, "/oidc/authorize", encoded(request()), {{"sec-fetch-site", "cross-site"}});
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
                      {"code", code_for(browser_)},
                      {"redirect_uri", back},
                      {"code_verifier", verifier}};
        fields.insert(other.begin(), other.end());
        return program(Method::post, "/oidc/token", encoded(fields), {{"authorization", header}});
    };
    EXPECT_EQ(by_header(basic("recept:" + std::string(secret))).status, 200);
    EXPECT_EQ(by_header("bAsIc " + basic("recept:" + std::string(secret)).substr(6)).status, 200);
    for (auto const& header : {basic("recept:anders"), basic("onbekend:" + std::string(secret)),
                               basic("recept"), std::string("Basic ???"), std::string("Bearer x")}) {
        auto const answer = by_header(header);
        EXPECT_EQ(error_of(answer), "401 invalid_client") << header;
        EXPECT_THAT(header_of(answer, "WWW-Authenticate"), StartsWith("Basic "));
    }
    EXPECT_EQ(error_of(by_header(basic("recept:" + std::string(secret)), {{"client_secret", secret}})),
              "400 invalid_request");
    EXPECT_EQ(error_of(redeem(code_for(browser_), {{"client_secret", "anders"}})), "401 invalid_client");
    EXPECT_EQ(error_of(redeem(code_for(browser_), {{"client_secret", ""}})), "401 invalid_client");
    EXPECT_EQ(error_of(redeem(code_for(browser_), {{"client_id", ""}})), "401 invalid_client");
}

TEST_P(Oidc, APublicClientHasItsVerifierOnly) {
    add({.id = Id<Client>("open")});
    Fields const by_name{{"client_id", "open"}, {"client_secret", ""}};
    EXPECT_EQ(redeem(code_for(browser_, {{"client_id", "open"}}), by_name).status, 200);
    EXPECT_EQ(error_of(redeem(code_for(browser_, {{"client_id", "open"}}),
                              {{"client_id", "open"}, {"client_secret", "iets"}})),
              "401 invalid_client");
}

TEST_P(Oidc, ARemovedClientIsUnknown) {
    std::string const token = json::parse(redeem(code_for(browser_)).body).at("access_token");
    auto const code = code_for(browser_);
    app_.app().database.transaction([&](Transaction& transaction) {
        remove_client(transaction, Id<Client>("recept"), app_.now());
        end_grants_of_client(transaction, Id<Client>("recept"), app_.now());
    });
    EXPECT_EQ(error_of(redeem(code)), "401 invalid_client");
    EXPECT_EQ(user_info(token).status, 401);
    ask(browser_);
    EXPECT_EQ(browser_.heading(), "Deze dienst kennen wij niet");
}

// Chromium holds a page's form-action against every redirect after its form (w3c/webappsec-csp#8).
TEST_P(Oidc, OnTheWayToAServiceAFormMayEndThere) {
    auto browser = app_.browser();
    auto const policy = [&] {
        auto const answer = program(Method::get, browser.path().substr(0, browser.path().find('?')), "");
        return header_of(answer, "Content-Security-Policy");
    };
    EXPECT_THAT(header_of(program(Method::get, "/inloggen", ""), "Content-Security-Policy"),
                HasSubstr("form-action 'self'"));
    ask(browser);
    EXPECT_THAT(policy(), HasSubstr("form-action 'self'")) << "without a request";
    browser.reload();
    EXPECT_EQ(browser.heading(), "Inloggen");
}

TEST_P(Oidc, APageFetchedAheadGetsNoCode) {
    auto const answer = program(Method::get, "/oidc/authorize", "", {{"sec-purpose", "prefetch;prerender"}});
    EXPECT_EQ(answer.status, 403);
}

TEST_P(Oidc, StoresNothingForWhoIsNotSignedIn) {
    auto const rows = [&] {
        return count(app_, "client_grant") + count(app_, "session") + count(app_, "throttle");
    };
    auto const before = rows();
    for (int i = 0; i < 20; ++i) {
        auto browser = app_.browser();
        ask(browser, {{"state", std::to_string(i)}});
    }
    EXPECT_EQ(rows(), before);
}

TEST_P(Oidc, DiscoveryIsOfThisIssuer) {
    auto const answer = program(Method::get, "/.well-known/openid-configuration", "");
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(header_of(answer, "Cache-Control"), HasSubstr("max-age=3600"));
    auto const found = json::parse(answer.body);
    auto const issuer = found.at("issuer").get<std::string>();
    EXPECT_EQ(issuer, app_.app().site.public_url);
    for (auto const* name : {"authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"})
        EXPECT_THAT(found.at(name).get<std::string>(), StartsWith(issuer + "/")) << name;
    EXPECT_EQ(json::parse(program(Method::get, "/.well-known/oauth-authorization-server", "").body), found);
}

TEST_P(Oidc, ANewKeyIsPublishedADayBeforeItSigns) {
    auto const kid = [&] {
        std::string const token = json::parse(redeem(code_for(browser_)).body).at("id_token");
        return json::parse(from_base64url(token.substr(0, token.find('.'))).value())
            .at("kid")
            .get<std::string>();
    };
    auto const keys = [&] {
        return json::parse(program(Method::get, "/oidc/keys", "").body).at("keys").size();
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

INSTANTIATE_TEST_SUITE_P(Databases, Oidc, testing::Values("sqlite", "postgres"));

}  // namespace
}  // namespace voordeur
