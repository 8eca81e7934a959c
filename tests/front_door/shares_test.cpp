// SPDX-License-Identifier: EUPL-1.2
// Slow pages: among whom a place is shared, and who is answered without one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app.hpp"
#include "base/escaping.hpp"
#include "store/database.hpp"
#include "support/test_app.hpp"
#include "urls.hpp"

namespace voordeur {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// What a browser of the test sends, at the dispatcher's early door as well.
class Shares : public testing::Test {
  protected:
    Request sign_in_form(std::string const& email, std::string const& password) {
        Request request{.method = Method::get, .path = std::string(urls::sign_in)};
        request.headers = headers_;
        auto const page = app_.dispatcher().answer(request);
        for (auto const& cookie : page.cookies) headers_["cookie"] = cookie.name + "=" + cookie.value;
        auto const token = page.body.find("name=\"form_token\" value=\"");
        auto const begin = page.body.find("value=\"", token) + 7;
        request.method = Method::post;
        request.headers = headers_;
        request.body =
            "form_token=" + url_encoded(page.body.substr(begin, page.body.find('"', begin) - begin)) +
            "&email=" + url_encoded(email) + "&password=" + url_encoded(password);
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

TEST_F(Shares, AFormThatIsNotOursTakesNoPlace) {
    auto request = sign_in_form("jan@post.example", "guess");
    request.body.replace(request.body.find("form_token=") + 11, 8, "xxxxxxxx");
    auto const early = app_.dispatcher().answer_early(request);
    ASSERT_TRUE(early);
    EXPECT_EQ(early->status, 403);
}

}  // namespace
}  // namespace voordeur
