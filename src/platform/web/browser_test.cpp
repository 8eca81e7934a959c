// SPDX-License-Identifier: EUPL-1.2
#include "web/browser.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"
#include "crypto/key_ring.hpp"
#include "crypto/sealer.hpp"
#include "crypto/start_crypto.hpp"
#include "crypto/tokens.hpp"
#include "filled_in.hpp"
#include "known_browser.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {
namespace {

constexpr auto own_bytes = "of one page only";

class Browser : public testing::Test {
  protected:
    SystemRandom random_;
    KeyRing const ring_{KeyRing::generate(random_)};
    Sealer const sealer_{ring_, random_};
    Mac const mac_{ring_};
    CookieNames const names_{true};
};

TEST_F(Browser, AFormIsForOneBrowserAndOneSession) {
    auto const token = form_token(mac_, own_bytes, "browser", "session");
    EXPECT_TRUE(form_token_matches(mac_, "browser", "session", token));
    EXPECT_FALSE(form_token_matches(mac_, "browser", std::nullopt, token));
    EXPECT_FALSE(form_token_matches(mac_, "browser", "", token));
    EXPECT_FALSE(form_token_matches(mac_, "browser", "other", token));
    EXPECT_FALSE(form_token_matches(mac_, "other", "session", token));
    EXPECT_FALSE(form_token_matches(mac_, "browser", "session", ""));
}

TEST_F(Browser, AFormOfNoSessionIsForNone) {
    auto const token = form_token(mac_, own_bytes, "browser", std::nullopt);
    EXPECT_TRUE(form_token_matches(mac_, "browser", std::nullopt, token));
    for (auto const* session : {"", "-", "session"})
        EXPECT_FALSE(form_token_matches(mac_, "browser", session, token)) << session;
    EXPECT_FALSE(form_token_matches(mac_, "browser with session", std::nullopt,
                                    form_token(mac_, own_bytes, "browser", "session")));
}

TEST_F(Browser, OnlyOurOwnPagesPost) {
    std::string const origin = "https://mijn.delinde.example";
    auto const is_ours = [&](std::string_view header, std::string_view value) {
        Request request;
        request.headers[std::string(header)] = value;
        return is_same_origin(request, origin);
    };
    EXPECT_TRUE(is_ours("sec-fetch-site", "same-origin"));
    EXPECT_TRUE(is_ours("origin", origin));
    for (auto const* site : {"cross-site", "same-site", "none"})
        EXPECT_FALSE(is_ours("sec-fetch-site", site));
    for (auto const* other : {"null", "https://delinde.example", "http://mijn.delinde.example", ""})
        EXPECT_FALSE(is_ours("origin", other));
    EXPECT_FALSE(is_ours("x-other", "x"));
}

TEST_F(Browser, ATokenIsOneThatWeMadeOrNone) {
    auto const token = [](std::string const& value) {
        Request request;
        request.headers["cookie"] = "session=" + value;
        return cookie_token(request, "session");
    };
    SystemRandom random;
    auto const made = new_cookie_token(random);
    EXPECT_EQ(token(made.reveal()), made.reveal());
    for (auto const& other : {std::string(), std::string(42, 'a'), std::string(44, 'a'),
                              std::string(42, 'a') + " ", std::string(42, 'a') + "+"})
        EXPECT_EQ(token(other), std::nullopt) << other;
}

TEST_F(Browser, CookiesSayWhereTheyBelong) {
    EXPECT_EQ(set_cookie_header({names_.session(), "x", {}}, names_),
              "__Host-session=x; Path=/; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(set_cookie_header({names_.session(), "", {}}, names_),
              "__Host-session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
    CookieNames const demo(false);
    EXPECT_EQ(set_cookie_header({demo.session(), "x", {}}, demo),
              "session=x; Path=/; HttpOnly; SameSite=Lax");
}

TEST_F(Browser, WhatIsKeptOfAFormComesBackOnlyAsItWas) {
    auto const cookie =
        filled_in_cookie(sealer_, names_, {.notice = Notice::code_ended, .phone = "06 12+34"});
    EXPECT_EQ(cookie.value.find("phone="), std::string::npos) << "sealed";
    Request request;
    request.headers["cookie"] = cookie.name + "=" + cookie.value;
    auto const kept = filled_in(sealer_, names_, request);
    EXPECT_EQ(kept.phone, "06 12+34");
    EXPECT_EQ(kept.notice, Notice::code_ended);
    EXPECT_EQ(kept.email, "");
    request.headers["cookie"] = cookie.name + "=" + cookie.value + "x";
    EXPECT_EQ(filled_in(sealer_, names_, request).phone, "");
}

TEST_F(Browser, AnUnknownNoticeIsNone) {
    auto const kept = [&](std::string_view form) {
        Request request;
        request.headers["cookie"] =
            names_.filled_in() + "=" + sealer_.seal({.table = "cookie", .column = "filled-in"}, form);
        return filled_in(sealer_, names_, request);
    };
    EXPECT_EQ(kept("notice=signed_out").notice, Notice::signed_out);
    for (auto const* form : {"notice=signed_in", "notice=", "notice=signed_out%20", "email=x"})
        EXPECT_EQ(kept(form).notice, std::nullopt) << form;
    EXPECT_EQ(kept("notice=signed_in&email=x").email, "x");
}

TEST_F(Browser, AKnownBrowserHasATokenThatNobodyElseCanMake) {
    Request request;
    auto const cookie = known_browser_cookie(sealer_, names_, {"token"});
    request.headers["cookie"] = cookie.name + "=" + cookie.value;
    EXPECT_EQ(known_browser(sealer_, names_, request)->token, "token");
    // As it was written when it held accounts.
    auto const old = sealer_.seal({.table = "cookie", .column = "known"}, "id account1 account2@17");
    request.headers["cookie"] = cookie.name + "=" + old;
    EXPECT_EQ(known_browser(sealer_, names_, request)->token, "id");
    request.headers["cookie"] = cookie.name + "=token";
    EXPECT_FALSE(known_browser(sealer_, names_, request));
}

}  // namespace
}  // namespace voordeur
