// SPDX-License-Identifier: EUPL-1.2
// Slow pages: among whom a place is shared, and who is answered without one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app.hpp"
#include "base/escaping.hpp"
#include "store/database.hpp"
#include "support/test_app.hpp"
#include "urls.hpp"
#include "values/customer_number.hpp"

namespace voordeur {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// What a browser of the test sends, at the dispatcher's early door as well.
class Shares : public testing::Test {
  protected:
    Request sign_in_form(std::string const& email, std::string const& password) {
        return form_of(std::string(urls::sign_in), {{"email", email}, {"password", password}});
    }
    Request letter_form(std::string const& number, std::string const& super_pin) {
        return form_of(std::string(urls::letter), {{"customer_number", number}, {"super_pin", super_pin}});
    }
    Request form_of(std::string const& path, Fields const& fields) {
        // Its token is the browser's, whichever page it stands on.
        Request request{.method = Method::get, .path = std::string(urls::sign_in), .peer = "203.0.113.7"};
        request.headers = headers_;
        auto const page = app_.dispatcher().answer(request);
        for (auto const& cookie : page.cookies) headers_["cookie"] = cookie.name + "=" + cookie.value;
        auto const token = page.body.find("name=\"form_token\" value=\"");
        auto const begin = page.body.find("value=\"", token) + 7;
        request.method = Method::post;
        request.path = path;
        request.headers = headers_;
        request.body =
            "form_token=" + url_encoded(page.body.substr(begin, page.body.find('"', begin) - begin));
        for (auto const& [name, value] : fields) request.body += "&" + name + "=" + url_encoded(value);
        return request;
    }
    int rows_of(std::string const& table) const {
        return app_.app().database.read([&](Transaction& transaction) {
            return static_cast<int>(transaction.one("SELECT count(*) FROM " + table)->number(0));
        });
    }

    TestApp app_;
    std::map<std::string, std::string, std::less<>> headers_{
        {"sec-fetch-site", "same-origin"},
        {"content-type", "application/x-www-form-urlencoded"},
        {"host", "127.0.0.1:8080"},
        {"accept-language", "nl"}};
};

TEST_F(Shares, AreOfNetworkAndLinkAndSession) {
    auto const of = [&](Method method, std::string const& path, std::string const& cookie = "") {
        Request request{.method = method, .path = path, .peer = "203.0.113.7"};
        if (!cookie.empty()) request.headers["cookie"] = cookie;
        return app_.dispatcher().sharers_of_slow(request);
    };
    std::string const session(43, 'a');
    EXPECT_FALSE(of(Method::get, "/inloggen"));
    EXPECT_FALSE(of(Method::post, "/nergens"));
    EXPECT_THAT(of(Method::post, "/inloggen").value(), ElementsAre("network 203.0.113.7"));
    EXPECT_THAT(of(Method::post, "/u/" + std::string(27, 'b')).value(),
                ElementsAre("network 203.0.113.7", "link " + std::string(27, 'b')));
    EXPECT_THAT(of(Method::get, std::string(urls::super_pin_sheet), "session=" + session).value(),
                ElementsAre("network 203.0.113.7", "session " + session));
}

TEST_F(Shares, WhoMayTryTakesAPlace) {
    auto request = sign_in_form("jan@post.example", "guess");
    EXPECT_FALSE(app_.dispatcher().answer_early(request));
}

TEST_F(Shares, WhoWaitsAlreadyIsAnsweredBeforeItAndNothingIsWritten) {
    auto request = sign_in_form("jan@post.example", "guess");
    for (int i = 0; i < 12; ++i) {
        request = sign_in_form("jan@post.example", "guess " + std::to_string(i));
        app_.dispatcher().answer(request);
    }
    auto const rows = rows_of("throttle") + rows_of("audit_event");
    request = sign_in_form("jan@post.example", "another");
    auto const early = app_.dispatcher().answer_early(request);
    ASSERT_TRUE(early);
    EXPECT_EQ(early->status, 429);
    EXPECT_THAT(early->body, HasSubstr("Wacht even"));
    EXPECT_EQ(app_.dispatcher().answer(request).status, 429) << "the page says the same";
    EXPECT_EQ(rows_of("throttle") + rows_of("audit_event"), rows);
}

// A letter's page was hashed for before its wait was read.
TEST_F(Shares, WhoWaitsAtTheLetterIsAnsweredBeforeIt) {
    auto const number = CustomerNumber::make(app_.app().random).text();
    auto const typed = [](int i) { return "0000-0000-0000-00" + std::to_string(10 + i); };
    auto request = letter_form(number, typed(0));
    EXPECT_FALSE(app_.dispatcher().answer_early(request)) << "it may be right";
    for (int i = 0; i < 12; ++i) app_.dispatcher().answer(request = letter_form(number, typed(i)));
    auto const rows = rows_of("throttle") + rows_of("audit_event");
    request = letter_form(number, typed(20));
    auto const early = app_.dispatcher().answer_early(request);
    ASSERT_TRUE(early);
    EXPECT_EQ(early->status, 429);
    EXPECT_EQ(app_.dispatcher().answer(request).status, 429) << "the page says the same";
    EXPECT_EQ(rows_of("throttle") + rows_of("audit_event"), rows);
    request = letter_form(number, "half");
    ASSERT_TRUE(app_.dispatcher().answer_early(request));
}

// Nor a link whose tries are gone, or a password that was chosen again and again.
TEST_F(Shares, WhatIsRefusedAtALinkTakesNoPlace) {
    TestPatient const patient{.with_letter = true};
    app_.invite(patient);
    auto const link = app_.link(patient.email, "Stap 1: ");
    auto const early = [&](std::string const& path, Fields const& fields) {
        auto request = form_of(path, fields);
        return app_.dispatcher().answer_early(request);
    };
    EXPECT_FALSE(early(link, {{"super_pin", app_.super_pin()}}));
    auto request = form_of(link, {{"super_pin", app_.super_pin()}});
    app_.dispatcher().answer(request);
    Fields const password{{"password", test_password}, {"password_again", test_password}};
    for (int i = 0; i < 20; ++i) {
        EXPECT_FALSE(early(link + "/wachtwoord", password));
        app_.dispatcher().answer(request = form_of(link + "/wachtwoord", password));
    }
    ASSERT_TRUE(early(link + "/wachtwoord", password));
    EXPECT_EQ(early(link + "/wachtwoord", password)->status, 429);

    for (int i = 0; i < 5; ++i)
        app_.dispatcher().answer(
            request = form_of(link, {{"super_pin", "0000-0000-0000-000" + std::to_string(i)}}));
    auto const locked = early(link, {{"super_pin", app_.super_pin()}});
    ASSERT_TRUE(locked);
    EXPECT_THAT(locked->body, HasSubstr("Bel de praktijk"));
}

TEST_F(Shares, AreOfASiteOfNetworksToo) {
    Request request{.method = Method::post, .path = "/inloggen", .peer = "2001:db8:1:2::5"};
    EXPECT_THAT(app_.dispatcher().sharers_of_slow(request).value(),
                ElementsAre("network 2001:db8:1:2::/64", "network 2001:db8:1::/48"));
}

TEST_F(Shares, AFormThatIsNotOursTakesNoPlace) {
    auto request = sign_in_form("jan@post.example", "guess");
    request.body.replace(request.body.find("form_token=") + 11, 8, "xxxxxxxx");
    auto const early = app_.dispatcher().answer_early(request);
    ASSERT_TRUE(early);
    EXPECT_EQ(early->status, 403);
}

}  // namespace
}  // namespace voordeur
